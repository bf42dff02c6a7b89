using System.Globalization;
using Fathom.Vo.Tables.Output;

namespace Fathom.Vo.Tables.VoTable;

/// <summary>FIELD, PARAM and GROUP elements.</summary>
internal static class VoTableFields
{
    /// <summary>Writes the fields of a table, and a group for each confidence level.</summary>
    public static void Add(OutputBuffer output, IReadOnlyList<ColumnDescription> columns, VoTableFrames frames, VoTableRows rows, IReadOnlyList<ResultService> services)
    {
        HashSet<int?> taken = [.. services.Select(service => VoTableServices.Column(service, columns))];
        for (var i = 0; i < columns.Count; i++)
        {
            var column = columns[i];
            var (type, empty) = rows.Declare(column);
            output.Add("<FIELD"u8);
            VoTableMarkup.AddAttribute(output, "ID"u8, column.ConfidenceLevel is null && !taken.Contains(i) ? null : Id(i));
            AddAttributes(output, column, type, frames);
            Close(output, column, empty, "FIELD"u8);
        }

        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i].ConfidenceLevel is { } level)
            {
                AddConfidence(output, columns[i].Name, Id(i), level);
            }
        }
    }

    /// <summary>Writes a constant.</summary>
    public static void AddParameter(OutputBuffer output, ResultParameter parameter, VoTableFrames frames)
    {
        output.Add("<PARAM"u8);
        AddAttributes(output, parameter.Column, parameter.Column.Type, frames);
        output.Add(" value=\""u8);
        XmlCellText.Escape(output, parameter.Value);
        output.Add((byte)'"');
        Close(output, parameter.Column, null, "PARAM"u8);
    }

    /// <summary>VOTable's word for a type.</summary>
    public static string Word(VoType type) => type switch
    {
        VoType.Boolean => "boolean",
        VoType.UnsignedByte => "unsignedByte",
        VoType.Short => "short",
        VoType.Int => "int",
        VoType.Long => "long",
        VoType.Float => "float",
        VoType.Double => "double",
        VoType.Char => "char",
        _ => "unicodeChar",
    };

    /// <summary>The XML identifier of a column that something refers to.</summary>
    public static string Id(int column) => string.Create(CultureInfo.InvariantCulture, $"column{column + 1}");

    private static void AddAttributes(OutputBuffer output, ColumnDescription column, VoType type, VoTableFrames frames)
    {
        VoTableMarkup.AddAttribute(output, "name"u8, column.Name);
        VoTableMarkup.AddAttribute(output, "datatype"u8, Word(type));
        VoTableMarkup.AddAttribute(output, "arraysize"u8, column.ArraySize is "1" ? null : column.ArraySize ?? (column.IsText ? "*" : null));
        VoTableMarkup.AddAttribute(output, "unit"u8, column.Unit);
        VoTableMarkup.AddAttribute(output, "ucd"u8, column.Ucd);
        VoTableMarkup.AddAttribute(output, "utype"u8, column.Utype);
        VoTableMarkup.AddAttribute(output, "xtype"u8, column.Xtype);
        VoTableMarkup.AddAttribute(output, "ref"u8, frames.Reference(column));
    }

    private static void Close(OutputBuffer output, ColumnDescription column, string? empty, ReadOnlySpan<byte> element)
    {
        if (column.Description is null && empty is null && column.Minimum is null && column.Maximum is null)
        {
            output.Add("/>\n"u8);
            return;
        }

        output.Add(">\n"u8);
        VoTableMarkup.AddDescription(output, column.Description);
        AddValues(output, column, empty);
        output.Add("</"u8);
        output.Add(element);
        output.Add(">\n"u8);
    }

    private static void AddValues(OutputBuffer output, ColumnDescription column, string? empty)
    {
        if (empty is null && column.Minimum is null && column.Maximum is null)
        {
            return;
        }

        output.Add("<VALUES"u8);
        VoTableMarkup.AddAttribute(output, "null"u8, empty);
        output.Add((byte)'>');
        AddLimit(output, "<MIN"u8, column.Minimum);
        AddLimit(output, "<MAX"u8, column.Maximum);
        output.Add("</VALUES>\n"u8);
    }

    private static void AddLimit(OutputBuffer output, ReadOnlySpan<byte> element, double? limit)
    {
        if (limit is { } value)
        {
            output.Add(element);
            VoTableMarkup.AddAttribute(output, "value"u8, value.ToString(CultureInfo.InvariantCulture));
            output.Add("/>"u8);
        }
    }

    private static void AddConfidence(OutputBuffer output, string column, string id, double level)
    {
        output.Add("<GROUP"u8);
        VoTableMarkup.AddAttribute(output, "name"u8, $"confidence_of_{column}");
        output.Add("><PARAM name=\"confidence_level\" datatype=\"double\" ucd=\"stat.probability\""u8);
        VoTableMarkup.AddAttribute(output, "value"u8, level.ToString(CultureInfo.InvariantCulture));
        output.Add("/><FIELDref"u8);
        VoTableMarkup.AddAttribute(output, "ref"u8, id);
        output.Add("/></GROUP>\n"u8);
    }
}
