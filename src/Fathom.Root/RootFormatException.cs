namespace Fathom.Root;

/// <summary>A file is not what the ROOT format says: truncated, damaged, of another kind, or beyond what is supported.</summary>
public sealed class RootFormatException : Exception
{
    /// <summary>A damaged place in a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="offset">Byte offset of the place in the file.</param>
    /// <param name="expected">What the format asks for there.</param>
    /// <param name="found">What is there.</param>
    /// <param name="inner">What failed below, if anything.</param>
    public RootFormatException(string path, long offset, string expected, string found, Exception? inner = null)
        : base($"{path}, offset {offset}: expected {expected}, found {found}", inner)
    {
        Path = path;
        Offset = offset;
        Expected = expected;
        Found = found;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Byte offset of the place in the file.</summary>
    public long Offset { get; }

    /// <summary>What the format asks for there.</summary>
    public string Expected { get; }

    /// <summary>What is there.</summary>
    public string Found { get; }

    /// <summary>
    /// Whether an object does not follow the description of its class: it may be damaged, or stream itself in its own way.
    /// False: the file is damaged, or of another kind, for sure.
    /// </summary>
    internal bool IsOfObject { get; set; }
}
