using Fathom.Root.Columns;

namespace Fathom.Root.Streamers.Custom;

/// <summary>A member of a class that streams itself: a number, a list of numbers, or a text.</summary>
public sealed class StreamedMember
{
    private readonly Func<RootColumn> _column;

    private StreamedMember(string name, Func<RootColumn> column)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
        _column = column;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>A number or truth value.</summary>
    /// <typeparam name="T">bool, sbyte to ulong, float or double.</typeparam>
    public static StreamedMember Number<T>(string name) where T : unmanaged => new(name, () => new NumberColumn<T>());

    /// <summary>A list of numbers.</summary>
    /// <typeparam name="T">bool, sbyte to ulong, float or double.</typeparam>
    public static StreamedMember Numbers<T>(string name) where T : unmanaged => new(name, () => new ListColumn(new NumberColumn<T>()));

    /// <summary>A text.</summary>
    public static StreamedMember Text(string name) => new(name, () => new TextColumn());

    internal RootColumn NewColumn() => _column();
}
