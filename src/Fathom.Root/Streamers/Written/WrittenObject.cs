namespace Fathom.Root.Streamers.Written;

/// <summary>An object that is to be written: what is not set is zero, empty or null.</summary>
/// <param name="className">Its class.</param>
internal sealed class WrittenObject(string className)
{
    private readonly Dictionary<string, object> _members = [];

    internal string ClassName => className;

    /// <summary>TObject::fBits.</summary>
    internal uint Bits { get; init; } = 0x03000000;

    /// <summary>What stands in a TList or TObjArray.</summary>
    internal IReadOnlyList<WrittenObject> Items { get; init; } = [];

    /// <summary>A member, of any of its base classes: a number, a text, an array of numbers, or an object.</summary>
    internal object this[string member]
    {
        set => _members[member] = value;
    }

    internal object? Find(string member) => _members.GetValueOrDefault(member);
}
