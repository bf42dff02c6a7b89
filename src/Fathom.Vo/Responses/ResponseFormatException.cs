namespace Fathom.Vo.Responses;

/// <summary>A file of an instrument response is not of a form that is read.</summary>
/// <param name="file">The file.</param>
/// <param name="problem">Where, what was expected, what was found.</param>
/// <param name="inner">What it came from.</param>
public sealed class ResponseFormatException(string file, string problem, Exception? inner = null) : Exception($"{file}: {problem}", inner)
{
    /// <summary>The file.</summary>
    public string File { get; } = file;
}
