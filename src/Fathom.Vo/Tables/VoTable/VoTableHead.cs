using System.Globalization;
using System.Xml;
using Fathom.Vo.Tables.Reading;

namespace Fathom.Vo.Tables.VoTable;

/// <summary>Reads a VOTable up to the data of its first table.</summary>
internal sealed class VoTableHead(XmlReader reader, TableLimits limits)
{
    private readonly Dictionary<string, string> _frames = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TimeSystem> _clocks = new(StringComparer.Ordinal);

    /// <summary>The fields of the table.</summary>
    public List<VoTableField> Fields { get; } = [];

    /// <summary>Goes to the element that holds the rows.</summary>
    /// <returns>TABLEDATA, BINARY or BINARY2; null where the table has no data.</returns>
    /// <exception cref="TableFormatException">There is no table, or one that cannot be read.</exception>
    public string? Read()
    {
        if (reader.MoveToContent() != XmlNodeType.Element || reader.LocalName != "VOTABLE")
        {
            throw VoTableReader.Problem(reader, $"expected VOTABLE, found {reader.LocalName}.");
        }

        var inTable = false;
        while (Next())
        {
            if (reader.NodeType == XmlNodeType.EndElement)
            {
                if (inTable && reader.LocalName == "TABLE")
                {
                    return null;
                }

                continue;
            }

            switch (reader.LocalName)
            {
                case "TABLE":
                    inTable = true;
                    break;
                case "COOSYS" when reader.GetAttribute("ID") is { } id && reader.GetAttribute("system") is { } system:
                    _frames[id] = system;
                    break;
                case "TIMESYS" when reader.GetAttribute("ID") is { } id:
                    _clocks[id] = new TimeSystem(reader.GetAttribute("timescale") ?? "UNKNOWN", reader.GetAttribute("timeorigin"), reader.GetAttribute("refposition") ?? "UNKNOWN");
                    break;
                case "INFO":
                    CheckStatus(reader);
                    break;
                case "FIELD" when inTable:
                    ReadField();
                    break;
                case "TABLEDATA" or "BINARY" or "BINARY2" when inTable:
                    return reader.LocalName;
                case "FITS" or "PARQUET" when inTable:
                    throw VoTableReader.Problem(reader, $"rows as {reader.LocalName} within a VOTable are not read: TABLEDATA, BINARY and BINARY2 are.");
                default:
                    break;
            }
        }

        throw VoTableReader.Problem(reader, "the document has no TABLE.");
    }

    /// <summary>An answer that tells of an error is no table.</summary>
    /// <exception cref="TableFormatException">It tells of one.</exception>
    public static void CheckStatus(XmlReader reader)
    {
        if (reader.GetAttribute("name") == "QUERY_STATUS" && reader.GetAttribute("value") == "ERROR")
        {
            throw VoTableReader.Problem(reader, "the document says QUERY_STATUS=ERROR: it is not a whole table.");
        }
    }

    private void ReadField()
    {
        if (Fields.Count == limits.Columns)
        {
            throw VoTableReader.Problem(reader, $"expected at most {limits.Columns} columns, found more.");
        }

        var field = VoTableField.Of(reader, _frames, _clocks);
        if (!reader.IsEmptyElement)
        {
            field = ReadInside(field);
        }

        Fields.Add(field);
    }

    private VoTableField ReadInside(VoTableField field)
    {
        while (Next() && !(reader.NodeType == XmlNodeType.EndElement && reader.LocalName == "FIELD"))
        {
            field = (reader.NodeType, reader.LocalName) switch
            {
                (XmlNodeType.Element, "VALUES") when reader.GetAttribute("null") is { } empty => field with { Null = empty.Trim() },
                (XmlNodeType.Element, "DESCRIPTION") => field with { Column = field.Column with { Description = VoTableReader.Text(reader, limits).Trim() } },
                (XmlNodeType.Element, "MIN") when Limit() is { } least => field with { Column = field.Column with { Minimum = least } },
                (XmlNodeType.Element, "MAX") when Limit() is { } most => field with { Column = field.Column with { Maximum = most } },
                _ => field,
            };
        }

        return field;
    }

    private double? Limit() => double.TryParse(reader.GetAttribute("value"), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
        && double.IsFinite(value) ? value : null;

    private bool Next()
    {
        while (reader.Read())
        {
            VoTableReader.CheckDepth(reader, limits);
            if (reader.NodeType is XmlNodeType.Element or XmlNodeType.EndElement)
            {
                return true;
            }
        }

        return false;
    }
}
