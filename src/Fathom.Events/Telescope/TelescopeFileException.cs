namespace Fathom.Events.Telescope;

/// <summary>A telescope file does not hold what it must.</summary>
/// <param name="cause">Normalised cause: the same word for the same root ("TelescopeFileTruncated").</param>
/// <param name="path">The file.</param>
/// <param name="place">Where in it: a byte offset of the decompressed text, a hit, a stream.</param>
/// <param name="problem">What was expected and what was found.</param>
/// <param name="inner">The underlying failure, if any.</param>
public sealed class TelescopeFileException(
    string cause, string path, string place, string problem, Exception? inner = null)
    : Exception($"{path}: {place}: {problem}", inner)
{
    /// <summary>Normalised cause.</summary>
    public string Cause { get; } = cause;

    /// <summary>The file.</summary>
    public string Path { get; } = path;

    /// <summary>Where in it.</summary>
    public string Place { get; } = place;

    /// <summary>What was expected and what was found.</summary>
    public string Problem { get; } = problem;
}
