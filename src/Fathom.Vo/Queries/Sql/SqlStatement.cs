namespace Fathom.Vo.Queries.Sql;

/// <summary>A statement, its parameters, and the tables that it may read.</summary>
internal sealed record SqlStatement(
    string Text, IReadOnlyList<(string Name, object Value)> Parameters, IReadOnlyList<StoredTable> Tables)
{
    /// <summary>True where it finds rows by a table's order on the sky.</summary>
    public bool FindsCircles { get; init; }
}
