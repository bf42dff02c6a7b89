namespace Fathom.Detector.Calibration;

/// <summary>A file of constants that cannot be used: file, line, what was expected and found.</summary>
public sealed class CalibrationFileException(string path, int line, string expected, string found)
    : Exception($"{path}: line {line}: expected {expected}, found {found}")
{
    /// <summary>The file.</summary>
    public string Path { get; } = path;

    /// <summary>Line, from 1.</summary>
    public int Line { get; } = line;
}
