namespace Fathom.Root.Sources;

/// <summary>Why a file cannot be read from a web server.</summary>
public enum HttpReadFailure
{
    /// <summary>The server could not be reached, or a request took longer than allowed.</summary>
    Unreachable,

    /// <summary>The server answered with an error.</summary>
    Refused,

    /// <summary>The server does not answer ranges, or says nothing by which a change of the file would be seen.</summary>
    NoRanges,

    /// <summary>The file is longer than allowed.</summary>
    TooLarge,

    /// <summary>The file is not the one that was opened: it changed while it was read.</summary>
    Changed,

    /// <summary>The answer is not what was asked for.</summary>
    BadAnswer,
}

/// <summary>A file cannot be read from a web server.</summary>
/// <param name="uri">The file.</param>
/// <param name="failure">Why.</param>
/// <param name="message">What was asked for and what came.</param>
/// <param name="inner">What failed below, if anything.</param>
public sealed class HttpReadException(Uri uri, HttpReadFailure failure, string message, Exception? inner = null)
    : IOException($"{uri.GetLeftPart(UriPartial.Path)}: {message}", inner)
{
    /// <summary>The file, with what follows its path: that may hold secrets and is not in the message.</summary>
    public Uri Uri { get; } = uri;

    /// <summary>Why.</summary>
    public HttpReadFailure Failure { get; } = failure;
}
