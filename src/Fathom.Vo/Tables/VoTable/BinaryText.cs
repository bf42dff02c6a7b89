using System.Buffers.Binary;
using System.Text;

namespace Fathom.Vo.Tables.VoTable;

/// <summary>Texts: a length and the characters, or as many characters as the description fixes, filled up with zeros.</summary>
internal sealed class BinaryText : BinaryColumn
{
    private readonly Encoding _encoding;
    private readonly int _unit;
    private readonly int? _fixed;

    /// <summary>Texts of a column of a VOTable.</summary>
    public BinaryText(ColumnDescription column)
        : this(column.Type == VoType.UnicodeChar ? Encoding.BigEndianUnicode : Encoding.UTF8, column.ArraySize is null ? null : FixedSize(column.ArraySize))
    {
    }

    /// <summary>Texts.</summary>
    /// <param name="encoding">Their characters.</param>
    /// <param name="size">Characters of every text; null: they are counted.</param>
    public BinaryText(Encoding encoding, int? size)
    {
        (_encoding, _fixed) = (encoding, size);
        _unit = encoding == Encoding.BigEndianUnicode ? 2 : 1;
    }

    /// <inheritdoc/>
    public override int FixedWidth => (_fixed ?? 0) * _unit;

    /// <inheritdoc/>
    public override void Measure(ColumnBatch batch, Span<int> lengths)
    {
        for (var row = 0; row < lengths.Length; row++)
        {
            lengths[row] += sizeof(int) + (Text(batch, row) is { } text ? _encoding.GetByteCount(text) : 0);
        }
    }

    /// <inheritdoc/>
    public override void Encode(ColumnBatch batch, Span<byte> to, Span<int> cursors)
    {
        for (var row = 0; row < cursors.Length; row++)
        {
            var text = Text(batch, row) ?? "";
            cursors[row] += _fixed is null ? EncodeCounted(text, to[cursors[row]..]) : EncodeFixed(text, to.Slice(cursors[row], FixedWidth));
        }
    }

    private static string? Text(ColumnBatch batch, int row) => batch.IsNull(row) ? null : ((ValueBatch<string>)batch).Values[row];

    private int EncodeCounted(string text, Span<byte> to)
    {
        var length = _encoding.GetBytes(text, to[sizeof(int)..]);
        BinaryPrimitives.WriteInt32BigEndian(to, length / _unit);
        return sizeof(int) + length;
    }

    private int EncodeFixed(string text, Span<byte> to)
    {
        _encoding.GetEncoder().Convert(text, to, flush: true, out _, out var used, out _);
        to[used..].Clear();
        return to.Length;
    }
}
