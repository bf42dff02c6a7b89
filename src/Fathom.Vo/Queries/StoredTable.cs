namespace Fathom.Vo.Queries;

/// <summary>A table of a database that holds a published table or an upload.</summary>
/// <remarks>Numbers are stored as numbers (Booleans as 0 and 1), texts as texts, arrays and shapes as DALI writes them: numbers with a
/// space between, in a text. What is not a number is NULL.</remarks>
/// <param name="Schema">Schema of PostgreSQL, or name of an attached database of SQLite; null: the default.</param>
/// <param name="Name">Name of the table.</param>
/// <param name="Columns">Names of the columns, in the order of the description.</param>
public sealed record StoredTable(string? Schema, string Name, IReadOnlyList<string> Columns)
{
    /// <summary>Index of the right ascension's column (ICRS, degrees, 0 to 360); -1: none.</summary>
    public int RightAscension { get; init; } = -1;

    /// <summary>Index of the declination's column (ICRS, degrees), which has an index in the database; -1: none.</summary>
    public int Declination { get; init; } = -1;

    /// <summary>Name of the connection's function that finds the rows of a circle; null: there is none. The rowid is then the row's number and one.</summary>
    public string? CircleFunction { get; init; }
}
