namespace Fathom.Database.Bulk;

/// <summary>What a column of <see cref="BulkRows"/> holds.</summary>
public enum BulkType
{
    /// <summary>A whole number of 64 bits.</summary>
    Whole,

    /// <summary>A double.</summary>
    Real,

    /// <summary>Text.</summary>
    Text,

    /// <summary>Bytes.</summary>
    Bytes,
}

/// <summary>A column.</summary>
/// <param name="Name">Its name in the schema.</param>
/// <param name="Type">What it holds.</param>
public readonly record struct BulkColumn(string Name, BulkType Type);

/// <summary>A table, or the columns of it, that rows are written to in bulk.</summary>
/// <remarks>Make one per kind of write and keep it: its statements are prepared once.</remarks>
public sealed class BulkTable
{
    /// <summary>Describes the columns.</summary>
    /// <param name="name">The table.</param>
    /// <param name="key">Columns that tell rows apart: a primary key or a unique index without a condition.</param>
    /// <param name="columns">All columns that are written, the key among them, in the order in which values are added.</param>
    /// <exception cref="ArgumentException">A key column is not among the columns.</exception>
    public BulkTable(string name, IReadOnlyList<string> key, params IReadOnlyList<BulkColumn> columns)
    {
        if (key.Count == 0 || key.FirstOrDefault(one => columns.All(column => column.Name != one)) is not null)
        {
            throw new ArgumentException($"Table {name}: each key column must be one of its columns.", nameof(key));
        }

        (Name, Key, Columns) = (name, key, columns);
    }

    /// <summary>The table.</summary>
    public string Name { get; }

    /// <summary>Columns that tell rows apart.</summary>
    public IReadOnlyList<string> Key { get; }

    /// <summary>All columns that are written.</summary>
    public IReadOnlyList<BulkColumn> Columns { get; }
}
