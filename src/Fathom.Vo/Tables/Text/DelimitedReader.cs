using Fathom.Vo.Tables.Reading;

namespace Fathom.Vo.Tables.Text;

/// <summary>Reads tables of lines: CSV, TSV, cells between white space, ECSV.</summary>
public sealed class DelimitedReader : IRowSource
{
    private const int BatchRows = 2048;

    private readonly Stream _stream;
    private readonly DelimitedRecords _records;
    private readonly CellReader[] _cells;
    private readonly TableLimits _limits;
    private readonly ColumnBatch[] _batches;
    private bool _pending;
    private long _rows;

    private DelimitedReader(Stream stream, DelimitedRecords records, IReadOnlyList<ColumnDescription> columns, bool pending, TableLimits limits)
    {
        (_stream, _records, _pending, _limits, Columns) = (stream, records, pending, limits, columns);
        _cells = [.. columns.Select(column => CellReader.For(column, null))];
        _batches = [.. _cells.Select(cell => cell.Batch)];
    }

    /// <inheritdoc/>
    public IReadOnlyList<ColumnDescription> Columns { get; }

    /// <summary>Begins to read a table without a description: its separator, names and types are found from its first rows.</summary>
    /// <param name="stream">The text, which can be read twice; disposed of with this.</param>
    /// <param name="limits">What it may cost; null: as <see cref="TableLimits"/> has it.</param>
    /// <exception cref="TableFormatException">It is no table.</exception>
    public static DelimitedReader Open(Stream stream, TableLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        limits ??= new TableLimits();
        var start = stream.Position;
        var guess = DelimitedGuess.Of(stream, start, limits);
        stream.Position = start;
        var records = new DelimitedRecords(new BoundedStream(stream, limits.Bytes), guess.Separator, limits);
        var some = records.Read();
        return new DelimitedReader(stream, records, guess.Columns, some && !guess.HasNames, limits);
    }

    /// <summary>Begins to read an ECSV table, whose header says what the columns are.</summary>
    /// <param name="stream">The text, which can be read twice; disposed of with this.</param>
    /// <param name="limits">What it may cost; null: as <see cref="TableLimits"/> has it.</param>
    /// <exception cref="TableFormatException">It is no ECSV table.</exception>
    public static DelimitedReader OpenEcsv(Stream stream, TableLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        limits ??= new TableLimits();
        var start = stream.Position;
        var header = EcsvHeader.Read(stream, limits);
        stream.Position = start;
        var records = new DelimitedRecords(new BoundedStream(stream, limits.Bytes), header.Separator, limits);
        if (!records.Read())
        {
            throw new TableFormatException("the ECSV table has no line of column names.");
        }

        if (records.Count != header.Columns.Count || !Enumerable.Range(0, records.Count).All(i => records[i].SequenceEqual(header.Columns[i].Name)))
        {
            throw new TableFormatException("the line of column names is not that of the header.", records.Line);
        }

        return new DelimitedReader(stream, records, header.Columns, pending: false, limits);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ColumnBatch>?> NextAsync(CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        foreach (var batch in _batches)
        {
            batch.Clear();
        }

        var rows = 0;
        while (rows < BatchRows && (_pending || _records.Read()))
        {
            _pending = false;
            AddRow();
            rows++;
        }

        return ValueTask.FromResult<IReadOnlyList<ColumnBatch>?>(rows > 0 ? _batches : null);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _records.Dispose();
        return _stream.DisposeAsync();
    }

    private void AddRow()
    {
        if (_records.Count != _cells.Length)
        {
            throw new TableFormatException($"expected {_cells.Length} cells, found {_records.Count}.", _records.Line);
        }

        if (++_rows > _limits.Rows)
        {
            throw new TableFormatException($"expected at most {_limits.Rows} rows, found more.", _records.Line);
        }

        for (var i = 0; i < _cells.Length; i++)
        {
            if (!_cells[i].TryAdd(_records[i]))
            {
                var found = _records[i].Length <= 40 ? new string(_records[i]) : string.Concat(_records[i][..40], "…");
                throw new TableFormatException($"column {Columns[i].Name}: expected {Columns[i].Type}, as in the rows before, found '{found}'.", _records.Line);
            }
        }
    }
}
