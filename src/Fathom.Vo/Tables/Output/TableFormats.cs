using Fathom.Vo.Tables.Fits;
using Fathom.Vo.Tables.Text;
using Fathom.Vo.Tables.VoTable;

namespace Fathom.Vo.Tables.Output;

/// <summary>The formats in which tables are given out, by the names that clients use (DALI 1.1, section 3.4.3; TAP 1.1, section 2.7.5).</summary>
public static class TableFormats
{
    private const string VoTableType = "application/x-votable+xml";
    private const string Binary2 = VoTableType + ";serialization=binary2";

    private static readonly Dictionary<string, TableOutput> s_formats = new(StringComparer.OrdinalIgnoreCase);

    static TableFormats()
    {
        VoTable = Add(Votable(Binary2, "1.4", VoTableSerialisation.Binary2), "votable", VoTableType, "application/x-votable+xml;version=1.4", "votable/b2", "votable/binary2");
        TextVoTable = Add(Votable("text/xml", "1.4", VoTableSerialisation.TableData), "text/xml", "application/xml");
        Add(Votable(VoTableType + ";serialization=tabledata", "1.4", VoTableSerialisation.TableData), "votable/td", "votable/tabledata");
        Add(Votable(VoTableType + ";serialization=binary", "1.4", VoTableSerialisation.Binary), "votable/b", "votable/binary");
        Add(Votable(VoTableType + ";version=1.5", "1.5", VoTableSerialisation.Binary2), VoTableType + ";serialization=binary2;version=1.5");
        Add(Votable(VoTableType + ";serialization=tabledata;version=1.5", "1.5", VoTableSerialisation.TableData));
        Add(Votable(VoTableType + ";serialization=binary;version=1.5", "1.5", VoTableSerialisation.Binary));
        Add(new StreamedOutput("text/csv;header=present", "csv", () => new CsvFormatter(tabs: false)), "csv", "text/csv");
        Add(new StreamedOutput("text/tab-separated-values", "tsv", () => new CsvFormatter(tabs: true)), "tsv");
        Add(new StreamedOutput("application/json", "json", () => new JsonFormatter()), "json");
        Add(new StreamedOutput("text/html", "html", () => new HtmlFormatter()), "html");
        Add(new FitsOutput(), "fits", "image/fits");
    }

    /// <summary>What is given where nothing is asked for: VOTable 1.4, BINARY2.</summary>
    public static TableOutput VoTable { get; }

    /// <summary>VOTable 1.4 with TABLEDATA, for what is to be read by people and by simple scripts.</summary>
    public static TableOutput TextVoTable { get; }

    /// <summary>Every name that <see cref="Find"/> knows, for lists of capabilities.</summary>
    public static IEnumerable<KeyValuePair<string, TableOutput>> All => s_formats;

    /// <summary>The format of a name; spaces and capitals do not matter.</summary>
    /// <param name="name">A media type or a short name; null or empty: <see cref="VoTable"/>.</param>
    /// <returns>Null where there is none of that name.</returns>
    public static TableOutput? Find(string? name) => string.IsNullOrWhiteSpace(name) ? VoTable
        : s_formats.GetValueOrDefault(name.Replace(" ", "", StringComparison.Ordinal).Replace("\"", "", StringComparison.Ordinal));

    private static StreamedOutput Votable(string contentType, string version, VoTableSerialisation serialisation) =>
        new(contentType, "vot", () => new VoTableFormatter(version, serialisation));

    private static TableOutput Add(TableOutput format, params string[] names)
    {
        s_formats[format.ContentType] = format;
        foreach (var name in names)
        {
            s_formats[name] = format;
        }

        return format;
    }
}
