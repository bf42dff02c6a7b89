namespace Fathom.Detector.Calibration;

/// <summary>A file of constants that cannot be used: file, place, what was expected and found.</summary>
public sealed class CalibrationFileException(string path, long offset, string expected, string found)
    : Exception($"{path}: offset {offset}: expected {expected}, found {found}")
{
    /// <summary>The file.</summary>
    public string Path { get; } = path;

    /// <summary>Byte offset of the place.</summary>
    public long Offset { get; } = offset;

    /// <summary>What should have stood there.</summary>
    public string Expected { get; } = expected;

    /// <summary>What stood there.</summary>
    public string Found { get; } = found;
}
