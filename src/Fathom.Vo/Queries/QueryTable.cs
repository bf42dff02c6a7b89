using Fathom.Vo.Tables;

namespace Fathom.Vo.Queries;

/// <summary>A table that queries can name, and where its rows are: in columns, in a database, or in both.</summary>
/// <param name="Description">Name, columns and what they mean.</param>
public sealed record QueryTable(TableDescription Description)
{
    /// <summary>Its rows as columns; null where there are none. The columns are those of <see cref="Description"/>, in that order.</summary>
    public ColumnTable? Columns { get; init; }

    /// <summary>Its rows in a database of SQLite; null where there are none.</summary>
    public StoredTable? Stored { get; init; }

    /// <summary>Its rows in a database of PostgreSQL; null where there are none.</summary>
    public StoredTable? Remote { get; init; }
}
