using System.Xml;
using Fathom.Vo.Tables.Reading;

namespace Fathom.Vo.Tables.VoTable;

/// <summary>Reads BINARY and BINARY2.</summary>
internal sealed class BinaryReading : VoTableRowReader
{
    private readonly BinaryStreamContent _content;
    private readonly BinaryCellReader[] _cells;
    private readonly int _flagBytes;
    private readonly byte[] _flags;

    public BinaryReading(XmlReader reader, IReadOnlyList<VoTableField> fields, TableLimits limits, bool second)
    {
        _cells = [.. fields.Select(field => BinaryCellReader.For(field, limits))];
        _flagBytes = second ? (fields.Count + 7) / 8 : 0;
        _flags = new byte[_flagBytes];
        Batches = [.. _cells.Select(cell => cell.Batch)];
        _content = new BinaryStreamContent(reader);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ColumnBatch> Batches { get; }

    /// <inheritdoc/>
    public override int Read()
    {
        foreach (var batch in Batches)
        {
            batch.Clear();
        }

        var rows = 0;
        var start = _content.Position;
        while (_cells.Length > 0 && rows < BatchRows && _content.Position - start < BatchBytes && !_content.IsAtEnd)
        {
            _content.Take(_flagBytes).CopyTo(_flags);
            for (var i = 0; i < _cells.Length; i++)
            {
                _cells[i].Read(_content, _flagBytes > 0 && (_flags[i >> 3] & (0x80 >> (i & 7))) != 0);
            }

            rows++;
        }

        return rows;
    }
}
