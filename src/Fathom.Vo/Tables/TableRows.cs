namespace Fathom.Vo.Tables;

/// <summary>Rows of a column table in batches, copied range by range.</summary>
public sealed class TableRows : IRowSource
{
    private const int SmallestBatch = 512;
    private const int LargestBatch = 8192;

    private readonly IReadOnlyList<TableRowColumn> _columns;
    private readonly IReadOnlyList<RowRange> _ranges;
    private readonly ColumnBatch[] _batches;
    private int _batch = SmallestBatch;
    private int _range;
    private int _done;

    /// <summary>Rows.</summary>
    /// <param name="columns">The columns to give.</param>
    /// <param name="ranges">The rows to give, each of them.</param>
    public TableRows(IReadOnlyList<TableRowColumn> columns, IReadOnlyList<RowRange> ranges)
    {
        ArgumentNullException.ThrowIfNull(columns);
        (_columns, _ranges) = (columns, ranges);
        Columns = [.. columns.Select(column => column.Description)];
        _batches = [.. columns.Select(column => column.Batch)];
    }

    /// <inheritdoc/>
    public IReadOnlyList<ColumnDescription> Columns { get; }

    /// <summary>All rows and columns of a table.</summary>
    public static TableRows All(ColumnTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var ranges = new List<RowRange>();
        for (var first = 0L; first < table.Rows; first += int.MaxValue)
        {
            ranges.Add(new RowRange(first, (int)Math.Min(int.MaxValue, table.Rows - first), true));
        }

        return new TableRows([.. Enumerable.Range(0, table.Description.Columns.Count).Select(column => TableRowColumn.Of(table, column))], ranges);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ColumnBatch>?> NextAsync(CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        foreach (var batch in _batches)
        {
            batch.Clear();
        }

        var room = _batch;
        while (room > 0 && _range < _ranges.Count)
        {
            var range = _ranges[_range];
            var count = Math.Min(room, range.Count - _done);
            foreach (var column in _columns)
            {
                column.Add(range.First + _done, count);
            }

            room -= count;
            _done += count;
            if (_done == range.Count)
            {
                (_range, _done) = (_range + 1, 0);
            }
        }

        var full = room < _batch;
        _batch = Math.Min(_batch * 4, LargestBatch);
        return ValueTask.FromResult<IReadOnlyList<ColumnBatch>?>(full ? _batches : null);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
