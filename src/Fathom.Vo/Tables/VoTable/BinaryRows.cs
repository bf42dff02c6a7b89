using System.Buffers.Text;
using Fathom.Vo.Tables.Output;

namespace Fathom.Vo.Tables.VoTable;

/// <summary>Rows as BINARY or BINARY2: big-endian bytes in base64, which goes on from batch to batch.</summary>
internal sealed class BinaryRows : VoTableRows
{
    private readonly BinaryColumn[] _columns;
    private readonly bool _second;
    private readonly int _flagBytes;
    private byte[] _raw = [];
    private int[] _cursors = [];
    private int _left;

    /// <summary>Rows of a table.</summary>
    /// <param name="columns">Its columns.</param>
    /// <param name="second">True for BINARY2.</param>
    public BinaryRows(IReadOnlyList<ColumnDescription> columns, bool second)
    {
        _columns = [.. columns.Select(column => BinaryColumn.For(column, second))];
        _second = second;
        _flagBytes = second ? (columns.Count + 7) / 8 : 0;
    }

    /// <inheritdoc/>
    public override (VoType Type, string? Null) Declare(ColumnDescription column) => (_second || column.IsText || column.ArraySize is not null, column.Type) switch
    {
        (false, VoType.UnsignedByte or VoType.Short) => (VoType.Short, "-32768"),
        (false, VoType.Int) => (VoType.Int, "-2147483648"),
        (false, VoType.Long) => (VoType.Long, "-9223372036854775808"),
        _ => (column.Type, null),
    };

    /// <inheritdoc/>
    public override void Begin(OutputBuffer output) =>
        output.Add(_second ? "<BINARY2><STREAM encoding=\"base64\">\n"u8 : "<BINARY><STREAM encoding=\"base64\">\n"u8);

    /// <inheritdoc/>
    public override void Add(OutputBuffer output, IReadOnlyList<ColumnBatch> batch, int count)
    {
        var end = Layout(batch, count);
        for (var i = 0; i < _columns.Length; i++)
        {
            if (_second && batch[i].HasNulls)
            {
                Flag(batch[i], i, count);
            }
        }

        for (var row = 0; row < count; row++)
        {
            _cursors[row] += _flagBytes;
        }

        for (var i = 0; i < _columns.Length; i++)
        {
            _columns[i].Encode(batch[i], _raw, _cursors.AsSpan(0, count));
        }

        Send(output, end, isLast: false);
    }

    /// <inheritdoc/>
    public override void End(OutputBuffer output)
    {
        Send(output, _left, isLast: true);
        output.Add(_second ? "\n</STREAM></BINARY2>"u8 : "\n</STREAM></BINARY>"u8);
    }

    /// <summary>Finds where each row begins; the bytes left of the last batch come first.</summary>
    private int Layout(IReadOnlyList<ColumnBatch> batch, int count)
    {
        if (_cursors.Length < count)
        {
            _cursors = new int[count];
        }

        var lengths = _cursors.AsSpan(0, count);
        lengths.Fill(_flagBytes + _columns.Sum(column => column.FixedWidth));
        for (var i = 0; i < _columns.Length; i++)
        {
            if (_columns[i].FixedWidth == 0)
            {
                _columns[i].Measure(batch[i], lengths);
            }
        }

        var at = _left;
        for (var row = 0; row < count; row++)
        {
            var length = lengths[row];
            lengths[row] = at;
            at = checked(at + length);
        }

        if (_raw.Length < at)
        {
            Array.Resize(ref _raw, Math.Max(at, 2 * _raw.Length));
        }

        if (_flagBytes > 0)
        {
            ClearFlags(lengths);
        }

        return at;
    }

    private void ClearFlags(ReadOnlySpan<int> starts)
    {
        foreach (var start in starts)
        {
            _raw.AsSpan(start, _flagBytes).Clear();
        }
    }

    private void Flag(ColumnBatch batch, int column, int count)
    {
        var bit = (byte)(0x80 >> (column & 7));
        for (var row = 0; row < count; row++)
        {
            if (batch.IsNull(row))
            {
                _raw[_cursors[row] + (column >> 3)] |= bit;
            }
        }
    }

    /// <summary>Base64 takes three bytes at a time: what is left over waits for the next batch.</summary>
    private void Send(OutputBuffer output, int length, bool isLast)
    {
        Base64.EncodeToUtf8(_raw.AsSpan(0, length), output.Room(Base64.GetMaxEncodedToUtf8Length(length)), out var consumed, out var written, isLast);
        output.Advance(written);
        _left = length - consumed;
        _raw.AsSpan(consumed, _left).CopyTo(_raw);
    }
}
