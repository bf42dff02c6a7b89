namespace Fathom.Root.NTuple;

/// <summary>What names of RNTuples and fields may be (specification, "Naming specification").</summary>
internal static class NTupleNaming
{
    internal const int Longest = 4096;

    /// <summary>The name, if it is allowed.</summary>
    internal static string Checked(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(name.Length, Longest, nameof(name));
        foreach (char character in name)
        {
            if (char.IsControl(character) || character is '.' or ' ' or '\\' or '/')
            {
                throw new ArgumentException(
                    $"\"{name}\" is no RNTuple name: control characters, full stop, space, backslash and slash are excluded", nameof(name));
            }
        }

        return name;
    }
}
