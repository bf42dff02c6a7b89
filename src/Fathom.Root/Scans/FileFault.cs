namespace Fathom.Root.Scans;

/// <summary>How sure a fault is.</summary>
public enum FileFaultKind
{
    /// <summary>The file is not what the format says.</summary>
    Damaged,

    /// <summary>A part that could not be checked: its class streams itself in its own way, or is not described.</summary>
    NotChecked,
}

/// <summary>Something that a check of a file found.</summary>
/// <param name="Where">Object and column; empty for the file itself.</param>
/// <param name="Kind">How sure it is.</param>
/// <param name="Message">What was expected and what was found.</param>
public sealed record FileFault(string Where, FileFaultKind Kind, string Message);
