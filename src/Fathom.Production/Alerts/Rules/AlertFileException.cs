namespace Fathom.Production.Alerts.Rules;

/// <summary>A file of alert rules or channels cannot be used.</summary>
/// <param name="path">The file.</param>
/// <param name="place">Where in it: a line, a rule, a channel.</param>
/// <param name="expected">What was expected there.</param>
/// <param name="found">What was found.</param>
public sealed class AlertFileException(string path, string place, string expected, string found)
    : Exception($"{path}, {place}: expected {expected}, found {found}.")
{
    /// <summary>The file.</summary>
    public string Path { get; } = path;

    /// <summary>Where in it.</summary>
    public string Place { get; } = place;
}
