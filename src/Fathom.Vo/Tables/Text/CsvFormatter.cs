using System.Buffers;
using Fathom.Vo.Tables.Output;

namespace Fathom.Vo.Tables.Text;

/// <summary>Writes a table as lines: comma-separated (RFC 4180) or tab-separated (IANA text/tab-separated-values), names first.</summary>
/// <remarks>The formats have no place for what ended a result early; a service says it in a header.</remarks>
internal sealed class CsvFormatter(bool tabs) : TableFormatter
{
    private readonly CellText _style = tabs ? new TsvCellText() : new CsvCellText();
    private readonly byte _separator = tabs ? (byte)'\t' : (byte)',';
    private CellWriter[] _cells = [];

    /// <inheritdoc/>
    public override void Begin(OutputBuffer output, IReadOnlyList<ColumnDescription> columns, ResultDescription result)
    {
        _cells = [.. columns.Select(column => CellWriter.For(column, _style))];
        for (var i = 0; i < columns.Count; i++)
        {
            Separate(output, i);
            _style.Add(output, columns[i].Name);
        }

        EndLine(output);
    }

    /// <inheritdoc/>
    public override void AddRows(OutputBuffer output, IReadOnlyList<ColumnBatch> batch, int count)
    {
        for (var i = 0; i < _cells.Length; i++)
        {
            _cells[i].Bind(batch[i]);
        }

        for (var row = 0; row < count; row++)
        {
            for (var i = 0; i < _cells.Length; i++)
            {
                Separate(output, i);
                _cells[i].Write(output, row);
            }

            EndLine(output);
        }
    }

    /// <inheritdoc/>
    public override void End(OutputBuffer output, ResultEnd end)
    {
    }

    private void Separate(OutputBuffer output, int column)
    {
        if (column > 0)
        {
            output.Add(_separator);
        }
    }

    private void EndLine(OutputBuffer output) => output.Add(tabs ? "\n"u8 : "\r\n"u8);
}

/// <summary>Cells of CSV: in quotes where they hold a comma, a quote or a line's end, or are empty without being null.</summary>
internal sealed class CsvCellText : CellText
{
    private static readonly SearchValues<char> s_special = SearchValues.Create(",\"\r\n");

    /// <inheritdoc/>
    public override void Add(OutputBuffer output, ReadOnlySpan<char> text)
    {
        if (text.Length > 0 && !text.ContainsAny(s_special) && text[0] != ' ' && text[^1] != ' ')
        {
            output.Add(text);
            return;
        }

        output.Add((byte)'"');
        while (text.IndexOf('"') is var at && at >= 0)
        {
            output.Add(text[..(at + 1)]);
            output.Add((byte)'"');
            text = text[(at + 1)..];
        }

        output.Add(text);
        output.Add((byte)'"');
    }
}

/// <summary>Cells of TSV: it has no way to write a tab or a line's end, which become spaces.</summary>
internal sealed class TsvCellText : CellText
{
    /// <inheritdoc/>
    public override void Add(OutputBuffer output, ReadOnlySpan<char> text)
    {
        while (text.IndexOfAny('\t', '\r', '\n') is var at && at >= 0)
        {
            output.Add(text[..at]);
            output.Add((byte)' ');
            text = text[(at + 1)..];
        }

        output.Add(text);
    }
}
