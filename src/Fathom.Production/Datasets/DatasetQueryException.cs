namespace Fathom.Production.Datasets;

/// <summary>A text is no dataset query; says where, what was expected and what was found.</summary>
/// <param name="line">Line, from 1.</param>
/// <param name="column">Column, from 1.</param>
/// <param name="expected">What was expected.</param>
/// <param name="found">What was found.</param>
public sealed class DatasetQueryException(int line, int column, string expected, string found)
    : Exception($"dataset query, line {line}, column {column}: expected {expected}, found {found}")
{
    /// <summary>Line, from 1.</summary>
    public int Line { get; } = line;

    /// <summary>Column, from 1.</summary>
    public int Column { get; } = column;

    /// <summary>What was expected.</summary>
    public string Expected { get; } = expected;

    /// <summary>What was found.</summary>
    public string Found { get; } = found;
}
