using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Fathom.Vo.Tables.Output;
using Fathom.Vo.Tables.VoTable;

namespace Fathom.Vo.Tables.Text;

/// <summary>Writes a table as JSON: <c>{"name", "columns": [{…}], "data": [[…]], "status"}</c>, as TAP services that have it do.</summary>
/// <remarks>JSON has no infinities and no NaN: they become null.</remarks>
internal sealed class JsonFormatter : TableFormatter
{
    private static readonly JsonCellText s_style = new();
    private CellWriter[] _cells = [];
    private bool _some;

    /// <inheritdoc/>
    public override void Begin(OutputBuffer output, IReadOnlyList<ColumnDescription> columns, ResultDescription result)
    {
        _cells = [.. columns.Select(column => CellWriter.For(column, s_style))];
        output.Add("{\"name\":"u8);
        s_style.Add(output, result.Name);
        Member(output, ",\"description\":"u8, result.Description);
        output.Add(",\"columns\":["u8);
        for (var i = 0; i < columns.Count; i++)
        {
            output.Add(i == 0 ? "\n"u8 : ",\n"u8);
            AddColumn(output, columns[i]);
        }

        output.Add("],\n\"data\":["u8);
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
            output.Add(_some ? ",\n["u8 : "\n["u8);
            _some = true;
            for (var i = 0; i < _cells.Length; i++)
            {
                output.Add(i == 0 ? ""u8 : ","u8);
                _cells[i].Write(output, row);
            }

            output.Add((byte)']');
        }
    }

    /// <inheritdoc/>
    public override void End(OutputBuffer output, ResultEnd end)
    {
        output.Add("],\n\"status\":"u8);
        output.Add(end.Status switch
        {
            ResultStatus.Overflow => "\"OVERFLOW\""u8,
            ResultStatus.Failed => "\"ERROR\""u8,
            _ => "\"OK\""u8,
        });
        Member(output, ",\"message\":"u8, end.Message);
        output.Add("}\n"u8);
    }

    private static void AddColumn(OutputBuffer output, ColumnDescription column)
    {
        output.Add("{\"name\":"u8);
        s_style.Add(output, column.Name);
        Member(output, ",\"datatype\":"u8, VoTableFields.Word(column.Type));
        Member(output, ",\"arraysize\":"u8, column.ArraySize ?? (column.IsText ? "*" : null));
        Member(output, ",\"unit\":"u8, column.Unit);
        Member(output, ",\"ucd\":"u8, column.Ucd);
        Member(output, ",\"utype\":"u8, column.Utype);
        Member(output, ",\"xtype\":"u8, column.Xtype);
        Member(output, ",\"frame\":"u8, column.Frame);
        Member(output, ",\"description\":"u8, column.Description);
        Member(output, ",\"confidenceLevel\":"u8, column.ConfidenceLevel?.ToString(CultureInfo.InvariantCulture));
        output.Add((byte)'}');
    }

    private static void Member(OutputBuffer output, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            output.Add(name);
            s_style.Add(output, value);
        }
    }
}

/// <summary>Cells of JSON.</summary>
internal sealed class JsonCellText : CellText
{
    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Null => "null"u8;

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> NotANumber => "null"u8;

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Infinite => "null"u8;

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> MinusInfinite => "null"u8;

    /// <inheritdoc/>
    public override (byte? Begin, byte Part, byte? End) Array => ((byte)'[', (byte)',', (byte)']');

    /// <inheritdoc/>
    public override void Add(OutputBuffer output, ReadOnlySpan<char> text)
    {
        output.Add((byte)'"');
        output.Add(JsonEncodedText.Encode(text, JavaScriptEncoder.Default).EncodedUtf8Bytes);
        output.Add((byte)'"');
    }
}
