namespace Fathom.Detector.Telescope;

/// <summary>A telescope description is not there or does not hold what it must.</summary>
/// <param name="origin">The file or the embedded name.</param>
/// <param name="problem">What was expected and what was found.</param>
/// <param name="inner">The underlying failure, if any.</param>
public sealed class TelescopeDescriptionException(string origin, string problem, Exception? inner = null)
    : Exception($"{origin}: {problem}", inner)
{
    /// <summary>The file or the embedded name.</summary>
    public string Origin { get; } = origin;
}
