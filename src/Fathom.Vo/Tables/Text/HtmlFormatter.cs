using Fathom.Vo.Tables.Output;

namespace Fathom.Vo.Tables.Text;

/// <summary>Writes a table as a page without scripts, to be looked at in a browser.</summary>
internal sealed class HtmlFormatter : TableFormatter
{
    private static readonly XmlCellText s_style = new();
    private CellWriter[] _cells = [];

    /// <inheritdoc/>
    public override void Begin(OutputBuffer output, IReadOnlyList<ColumnDescription> columns, ResultDescription result)
    {
        _cells = [.. columns.Select(column => CellWriter.For(column, s_style))];
        output.Add("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>"u8);
        XmlCellText.Escape(output, result.Name);
        output.Add("</title></head>\n<body><h1>"u8);
        XmlCellText.Escape(output, result.Name);
        output.Add("</h1>\n"u8);
        Paragraph(output, result.Description);
        foreach (var info in result.Infos)
        {
            Paragraph(output, $"{info.Name}: {info.Value} {info.Text}".TrimEnd());
        }

        output.Add("<table>\n<thead><tr>"u8);
        foreach (var column in columns)
        {
            AddHeading(output, column);
        }

        output.Add("</tr></thead>\n<tbody>\n"u8);
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
            output.Add("<tr>"u8);
            foreach (var cell in _cells)
            {
                output.Add("<td>"u8);
                cell.Write(output, row);
                output.Add("</td>"u8);
            }

            output.Add("</tr>\n"u8);
        }
    }

    /// <inheritdoc/>
    public override void End(OutputBuffer output, ResultEnd end)
    {
        output.Add("</tbody></table>\n"u8);
        Paragraph(output, end.Status switch
        {
            ResultStatus.Overflow => $"Cut short: there are more than these {end.Rows} rows.",
            ResultStatus.Failed => $"Cut short by an error after {end.Rows} rows: {end.Message}",
            _ => $"{end.Rows} rows.",
        });
        output.Add("</body></html>\n"u8);
    }

    private static void AddHeading(OutputBuffer output, ColumnDescription column)
    {
        output.Add("<th title=\""u8);
        XmlCellText.Escape(output, column.Description ?? column.Ucd ?? "");
        output.Add("\">"u8);
        XmlCellText.Escape(output, column.Unit is null ? column.Name : $"{column.Name} [{column.Unit}]");
        output.Add("</th>"u8);
    }

    private static void Paragraph(OutputBuffer output, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            output.Add("<p>"u8);
            XmlCellText.Escape(output, text);
            output.Add("</p>\n"u8);
        }
    }
}
