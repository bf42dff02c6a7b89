using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Fathom.Vo.Tables;
using Fathom.Vo.Tables.Reading;

namespace Fathom.Vo.Releases;

/// <summary>One event as VOEvent 2.0 tells it: a row with its identifier, time, place, the place's errors and every parameter.</summary>
public sealed class VoEventRows : IRowSource
{
    private const int LongestDocument = 1 << 20;
    private const int StartBytes = 4096;
    private static readonly XNamespace s_space = "http://www.ivoa.net/xml/VOEvent/v2.0";

    private readonly List<ColumnDescription> _columns = [];
    private readonly List<ColumnBatch> _values = [];
    private bool _given;

    private VoEventRows(XElement root)
    {
        AddText("ivorn", (string?)root.Attribute("ivorn") ?? "", "Identifier of the VOEvent");
        foreach (XElement parameter in root.Element("What")?.Descendants("Param") ?? [])
        {
            AddParameter((string?)parameter.Attribute("name") ?? "", (string?)parameter.Attribute("value") ?? "", (string?)parameter.Attribute("unit"));
        }

        XElement place = root.Element("WhereWhen")?.Element("ObsDataLocation")?.Element("ObservationLocation")?.Element("AstroCoords")
            ?? throw new TableFormatException("the VOEvent has no WhereWhen with an ObservationLocation.");
        AddTime(Text(place.Element("Time")?.Element("TimeInstant")?.Element("ISOTime")));
        XElement position = place.Element("Position2D") ?? throw new TableFormatException("the VOEvent has no Position2D.");
        Add("ra", Number(position.Element("Value2")?.Element("C1")), "deg", "Right ascension");
        Add("dec", Number(position.Element("Value2")?.Element("C2")), "deg", "Declination");
        foreach (XElement error in position.Elements().Where(element => element.Name.LocalName.StartsWith("Error2Radius", StringComparison.Ordinal)))
        {
            string level = error.Name.LocalName["Error2Radius".Length..];
            Add(level.Length == 0 ? "error_radius" : $"error_radius_{level}", Number(error), "deg", "Radius of the circle that holds the true direction at that confidence level [%]");
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<ColumnDescription> Columns => _columns;

    /// <summary>True where a file begins as a VOEvent does.</summary>
    public static bool IsOne(string path)
    {
        Span<byte> start = stackalloc byte[StartBytes];
        using FileStream file = File.OpenRead(path);
        int length = file.ReadAtLeast(start, StartBytes, throwOnEndOfStream: false);
        return start[..length].TrimStart(" \t\r\n\uFEFF"u8) is [(byte)'<', ..] && start[..length].IndexOf("www.ivoa.net/xml/VOEvent/"u8) >= 0;
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="TableFormatException">It is no VOEvent 2.0 of an observation with a place and a time.</exception>
    public static VoEventRows Open(string path)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = LongestDocument };
        try
        {
            using var reader = XmlReader.Create(path, settings);
            XElement root = XDocument.Load(reader).Root!;
            return root.Name == s_space + "VOEvent" ? new VoEventRows(root) : throw new TableFormatException($"expected a VOEvent of version 2.0, found {root.Name}.");
        }
        catch (XmlException broken)
        {
            throw new TableFormatException($"the XML is damaged: {broken.Message}", broken.LineNumber, broken.LinePosition, broken);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ColumnBatch>?> NextAsync(CancellationToken stop)
    {
        IReadOnlyList<ColumnBatch>? next = _given ? null : _values;
        _given = true;
        return ValueTask.FromResult(next);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void AddParameter(string name, string value, string? unit)
    {
        string column = string.Concat(name.Select(symbol => char.IsAsciiLetterOrDigit(symbol) ? char.ToLowerInvariant(symbol) : '_'));
        if (double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number))
        {
            Add(column, number, unit, name);
        }
        else
        {
            AddText(column, value, name);
        }
    }

    private void AddTime(string text)
    {
        if (!DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTime time))
        {
            throw new TableFormatException($"expected an ISOTime, found '{text}'.");
        }

        // MJD 40587 began with 1970; UTC of both, so that no leap second is counted.
        _columns.Add(new ColumnDescription("mjd", VoType.Double) { Unit = "d", Time = TimeSystem.ModifiedJulianUtc, Description = "Time of the event" });
        Keep(40587 + ((time - DateTime.UnixEpoch).Ticks / (double)TimeSpan.TicksPerDay));
    }

    private void Add(string name, double value, string? unit, string description)
    {
        _columns.Add(new ColumnDescription(name, VoType.Double) { Unit = unit, Description = description });
        Keep(value);
    }

    private void AddText(string name, string value, string description)
    {
        _columns.Add(new ColumnDescription(name, VoType.Char) { ArraySize = "*", Description = description });
        Keep(value);
    }

    private void Keep<T>(T value)
    {
        var batch = new ValueBatch<T>();
        batch.Add(value);
        _values.Add(batch);
    }

    private static double Number(XElement? element) =>
        double.TryParse(Text(element), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value
            : throw new TableFormatException($"expected a number in {element?.Name.LocalName ?? "Position2D"}, found '{Text(element)}'.");

    private static string Text(XElement? element) => element?.Value.Trim() ?? "";
}
