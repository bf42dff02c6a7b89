using System.Xml;
using Fathom.Vo.Tables.Reading;

namespace Fathom.Vo.Tables.VoTable;

/// <summary>Reads TABLEDATA.</summary>
internal sealed class TableDataReader : VoTableRowReader
{
    private readonly XmlReader _reader;
    private readonly IReadOnlyList<VoTableField> _fields;
    private readonly TableLimits _limits;
    private readonly CellReader[] _cells;
    private readonly CellBuffer _text;
    private bool _ended;

    public TableDataReader(XmlReader reader, IReadOnlyList<VoTableField> fields, TableLimits limits)
    {
        (_reader, _fields, _limits) = (reader, fields, limits);
        _cells = [.. fields.Select(field => CellReader.For(field.Column, field.Null))];
        _text = new CellBuffer(limits.CellBytes);
        Batches = [.. _cells.Select(cell => cell.Batch)];
        _ended = reader.IsEmptyElement;
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
        var characters = 0L;
        while (!_ended && rows < BatchRows && characters < BatchBytes && _reader.Read())
        {
            if (_reader.NodeType == XmlNodeType.EndElement)
            {
                _ended = _reader.LocalName == "TABLEDATA";
            }
            else if (_reader.NodeType == XmlNodeType.Element)
            {
                Expect("TR");
                characters += ReadRow();
                rows++;
            }
        }

        return rows;
    }

    private long ReadRow()
    {
        var column = 0;
        var characters = 0L;
        var isEmpty = _reader.IsEmptyElement;
        while (!isEmpty && _reader.Read() && _reader.NodeType != XmlNodeType.EndElement)
        {
            if (_reader.NodeType == XmlNodeType.Element)
            {
                Expect("TD");
                if (column == _cells.Length)
                {
                    throw VoTableReader.Problem(_reader, $"expected {_cells.Length} cells in the row, found more.");
                }

                characters += ReadCell(column++);
            }
        }

        return column == _cells.Length ? characters
            : throw VoTableReader.Problem(_reader, $"expected {_cells.Length} cells in the row, found {column}.");
    }

    private int ReadCell(int column)
    {
        _text.Clear();
        if (!_reader.IsEmptyElement)
        {
            while (_reader.Read() && _reader.NodeType != XmlNodeType.EndElement)
            {
                VoTableReader.CheckDepth(_reader, _limits);
                if (_reader.NodeType == XmlNodeType.Element)
                {
                    throw VoTableReader.Problem(_reader, $"expected text in a cell, found the element {_reader.LocalName}.");
                }

                _text.AddNode(_reader);
            }
        }

        return _cells[column].TryAdd(_text.Text) ? _text.Text.Length
            : throw VoTableReader.Problem(_reader, $"column {_fields[column].Column.Name}: expected {_fields[column].DataType}, found '{Shown(_text.Text)}'.");
    }

    private void Expect(string element)
    {
        if (_reader.LocalName != element)
        {
            throw VoTableReader.Problem(_reader, $"expected {element}, found {_reader.LocalName}.");
        }
    }

    private static string Shown(ReadOnlySpan<char> text) => text.Length <= 40 ? new string(text) : string.Concat(text[..40], "…");
}
