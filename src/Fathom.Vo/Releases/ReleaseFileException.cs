namespace Fathom.Vo.Releases;

/// <summary>A file is no release table, or is not whole.</summary>
public sealed class ReleaseFileException : Exception
{
    /// <summary>A file that cannot be used.</summary>
    /// <param name="path">The file.</param>
    /// <param name="problem">Where, what was expected, what was found.</param>
    /// <param name="inner">What it came from.</param>
    public ReleaseFileException(string path, string problem, Exception? inner = null)
        : base($"{path}: {problem}", inner) => Path = path;

    /// <summary>The file.</summary>
    public string Path { get; }
}
