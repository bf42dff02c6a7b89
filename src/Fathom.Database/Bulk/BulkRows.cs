namespace Fathom.Database.Bulk;

/// <summary>Rows on their way to a table, column by column. Fill it, write it, clear it, use it again.</summary>
public sealed class BulkRows
{
    private readonly BulkValues[] _columns;
    private int _column;

    /// <summary>Makes room for rows of a table.</summary>
    public BulkRows(BulkTable table)
    {
        Table = table;
        _columns = [.. table.Columns.Select(column => new BulkValues(column.Type))];
    }

    /// <summary>Where the rows go.</summary>
    public BulkTable Table { get; }

    /// <summary>Whole rows so far.</summary>
    public int Count { get; private set; }

    internal IReadOnlyList<BulkValues> Columns => _columns;

    /// <summary>Adds the next column's value of the row under way.</summary>
    /// <exception cref="InvalidOperationException">That column holds another type.</exception>
    public BulkRows Add(long? value)
    {
        Next(BulkType.Whole).Wholes.Add(value);
        return Follow();
    }

    /// <inheritdoc cref="Add(long?)"/>
    public BulkRows Add(double? value)
    {
        Next(BulkType.Real).Reals.Add(value);
        return Follow();
    }

    /// <inheritdoc cref="Add(long?)"/>
    public BulkRows Add(string? value)
    {
        Next(BulkType.Text).Texts.Add(value);
        return Follow();
    }

    /// <inheritdoc cref="Add(long?)"/>
    public BulkRows Add(byte[]? value)
    {
        Next(BulkType.Bytes).Bytes.Add(value);
        return Follow();
    }

    /// <summary>Forgets the rows and keeps the room.</summary>
    public void Clear()
    {
        foreach (BulkValues column in _columns)
        {
            column.Clear();
        }

        (_column, Count) = (0, 0);
    }

    internal void RequireWhole()
    {
        if (_column != 0)
        {
            throw new InvalidOperationException(
                $"Table {Table.Name}: the last row ends after {_column} of {_columns.Length} columns.");
        }
    }

    private BulkValues Next(BulkType type) => _columns[_column].Type == type ? _columns[_column]
        : throw new InvalidOperationException(
            $"Table {Table.Name}, column {Table.Columns[_column].Name}: expected {_columns[_column].Type}, found {type}.");

    private BulkRows Follow()
    {
        if (++_column == _columns.Length)
        {
            (_column, Count) = (0, Count + 1);
        }

        return this;
    }
}
