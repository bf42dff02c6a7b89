namespace Fathom.Detector.Description;

/// <summary>A detector description that cannot be used: which file, which place, what was expected and found.</summary>
public sealed class DetectorDescriptionException(string source, string place, string expected, string found, Exception? inner = null)
    : Exception($"{source}: {place}: expected {expected}, found {found}", inner)
{
    /// <summary>The file, or what stood for it.</summary>
    public string File { get; } = source;

    /// <summary>The key (such as "target.radius_mm") or the line.</summary>
    public string Place { get; } = place;

    /// <summary>What should have stood there.</summary>
    public string Expected { get; } = expected;

    /// <summary>What stood there.</summary>
    public string Found { get; } = found;
}
