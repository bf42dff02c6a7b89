using Fathom.Vo.Tables.Reading;

namespace Fathom.Vo.Tables.Fits;

/// <summary>Reads the first binary table of a FITS file (FITS 4.0, section 7.3), a batch at a time.</summary>
/// <remarks>Integers without sign become the next wider type, other scaled numbers floating ones, bits truth values, complex
/// numbers pairs. A text of blanks or zeros is no value.</remarks>
public sealed class FitsReader : IRowSource
{
    private const int BatchRows = 2048;
    private const int BatchBytes = 8 << 20;

    private readonly Stream _stream;
    private readonly TableLimits _limits;
    private readonly FitsColumn[] _columns;
    private readonly FitsCellReader[] _cells;
    private readonly ColumnBatch[] _batches;
    private readonly long _start;
    private readonly long _heap;
    private readonly long _heapLength;
    private readonly int _width;
    private readonly long _rows;
    private long _done;
    private byte[] _raw = [];
    private byte[] _array = [];

    private FitsReader(Stream stream, FitsHeader header, TableLimits limits)
    {
        (_stream, _limits, _start) = (stream, limits, header.DataStart);
        _width = (int)header.Integer("NAXIS1", 0, limits.CellBytes);
        _rows = header.Integer("NAXIS2", 0, limits.Rows);
        var count = (int)header.Integer("TFIELDS", 1, Math.Min(limits.Columns, 999));
        var offset = 0;
        var columns = new List<FitsColumn>(count);
        for (var i = 1; i <= count; i++)
        {
            columns.Add(FitsColumn.Of(header, i, offset));
            offset = checked(offset + columns[^1].Width);
        }

        if (offset != _width)
        {
            throw new TableFormatException($"expected rows of {offset} bytes as their columns need, found NAXIS1 = {_width}.", 0, header.DataStart);
        }

        _columns = [.. columns];
        _cells = [.. columns.Select(FitsCellReader.For)];
        _batches = [.. _cells.Select(cell => cell.Batch)];
        Columns = [.. columns.Select(column => column.Column)];
        var heap = header.Integer("THEAP") ?? (_width * _rows);
        var parameters = header.Integer("PCOUNT", 0, long.MaxValue / 2);
        _heap = _start + heap;
        _heapLength = (_width * _rows) + parameters - heap;
        if (heap < _width * _rows || _heapLength < 0)
        {
            throw new TableFormatException($"the heap (THEAP = {heap}) is not after the rows and within PCOUNT = {parameters}.", 0, header.DataStart);
        }

        if (_start + (_width * _rows) + parameters > stream.Length)
        {
            throw new TableFormatException($"the table needs {_start + (_width * _rows) + parameters} bytes, the file ends before.", 0, stream.Length);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<ColumnDescription> Columns { get; }

    /// <summary>Begins to read.</summary>
    /// <param name="stream">The file, in which places can be gone to; disposed of with this.</param>
    /// <param name="limits">What it may cost; null: as <see cref="TableLimits"/> has it.</param>
    /// <exception cref="TableFormatException">It is no FITS file, or has no binary table.</exception>
    public static FitsReader Open(Stream stream, TableLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        limits ??= new TableLimits();
        try
        {
            var at = 0L;
            while (FitsHeader.Read(stream, at) is { } header)
            {
                if (at == 0 && header.Text("SIMPLE") != "T")
                {
                    throw new TableFormatException("expected SIMPLE = T.", 0, 1);
                }

                if (header.Text("XTENSION") == "BINTABLE")
                {
                    return new FitsReader(stream, header, limits);
                }

                at = checked(header.DataStart + header.DataLength());
                if (at >= stream.Length)
                {
                    break;
                }
            }
        }
        catch (OverflowException error)
        {
            throw new TableFormatException("the header states more than a file can hold.", inner: error);
        }

        throw new TableFormatException("the file has no binary table (XTENSION = 'BINTABLE').");
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ColumnBatch>?> NextAsync(CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var rows = (int)Math.Min(_rows - _done, Math.Clamp(BatchBytes / Math.Max(_width, 1), 1, BatchRows));
        if (rows == 0)
        {
            return ValueTask.FromResult<IReadOnlyList<ColumnBatch>?>(null);
        }

        foreach (var batch in _batches)
        {
            batch.Clear();
        }

        _raw = _raw.Length < rows * _width ? new byte[rows * _width] : _raw;
        Read(_raw.AsSpan(0, rows * _width), _start + (_done * _width));
        for (var row = 0; row < rows; row++)
        {
            AddRow(_raw.AsSpan(row * _width, _width));
        }

        _done += rows;
        return ValueTask.FromResult<IReadOnlyList<ColumnBatch>?>(_batches);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private void AddRow(ReadOnlySpan<byte> row)
    {
        for (var i = 0; i < _cells.Length; i++)
        {
            var column = _columns[i];
            var bytes = row.Slice(column.Offset, column.Width);
            _cells[i].Add(column.Descriptor is null ? bytes : FromHeap(column, bytes));
        }
    }

    private ReadOnlySpan<byte> FromHeap(FitsColumn column, ReadOnlySpan<byte> descriptor)
    {
        if (descriptor.IsEmpty)
        {
            return default;
        }

        var (count, offset) = column.Descriptor == 'P'
            ? (BigEndian.Get<int>(descriptor), (long)BigEndian.Get<uint>(descriptor[4..]))
            : (BigEndian.Get<long>(descriptor), BigEndian.Get<long>(descriptor[8..]));
        var width = FitsColumn.ElementWidth(column.Letter);
        if (width == 0 || count < 0 || offset < 0 || count > _limits.CellBytes / width || offset > _heapLength - (count * width))
        {
            throw new TableFormatException($"column {column.Column.Name}: {count} elements at byte {offset} are not within a heap of {_heapLength} bytes.", 0, _heap);
        }

        var bytes = (int)(count * width);
        _array = _array.Length < bytes ? new byte[bytes] : _array;
        Read(_array.AsSpan(0, bytes), _heap + offset);
        return _array.AsSpan(0, bytes);
    }

    private void Read(Span<byte> bytes, long at)
    {
        _stream.Position = at;
        if (_stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
        {
            throw new TableFormatException("the file ends within a row.", 0, _stream.Length);
        }
    }
}
