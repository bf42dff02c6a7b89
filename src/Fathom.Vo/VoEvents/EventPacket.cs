using System.Globalization;
using System.Text;
using System.Xml;
using Fathom.Vo.Publishing;
using Fathom.Vo.Registry;
using Fathom.Vo.Releases;
using Fathom.Vo.Tables;
using Fathom.Vo.Tables.Semantics;
using Fathom.Vo.Vosi;

namespace Fathom.Vo.VoEvents;

/// <summary>One event of a release as VOEvent 2.0 (IVOA Recommendation 2011), which brokers of alerts and their readers know.</summary>
public static class EventPacket
{
    /// <summary>Media type.</summary>
    public const string ContentType = "application/voevent+xml";

    private const string Space = "http://www.ivoa.net/xml/VOEvent/v2.0";

    /// <summary>True where the rows are events with a place.</summary>
    public static bool IsThere(PublishedRelease release) => release?.About.Kind is ReleaseKind.Events or ReleaseKind.MadeEvents && release.Table.RightAscension >= 0;

    /// <summary>Writes it.</summary>
    /// <param name="release">The release.</param>
    /// <param name="row">The event's row.</param>
    /// <param name="identifier">Its identifier.</param>
    /// <param name="publisher">Who publishes, in whose name events are named.</param>
    /// <param name="address">The page of the release.</param>
    /// <exception cref="ArgumentException">The row has no place.</exception>
    public static byte[] Write(PublishedRelease release, long row, string identifier, Publisher publisher, Uri address)
    {
        ArgumentNullException.ThrowIfNull(release);
        ArgumentNullException.ThrowIfNull(publisher);
        (double rightAscension, double declination) = release.Table.Position(row) ?? throw new ArgumentException($"Event {identifier} has no place.", nameof(row));
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true }))
        {
            xml.WriteStartElement("voe", "VOEvent", Space);
            xml.WriteAttributeString("xmlns", "xsi", null, VosiXml.Instance);
            xml.WriteAttributeString("ivorn", $"{publisher.Identifier($"releases/{release.About.Name}")}#{Uri.EscapeDataString(identifier)}");
            xml.WriteAttributeString("role", release.About.Kind == ReleaseKind.Events ? "observation" : "test");
            xml.WriteAttributeString("version", "2.0");
            xml.WriteAttributeString("xsi", "schemaLocation", VosiXml.Instance, $"{Space} http://www.ivoa.net/xml/VOEvent/VOEvent-v2.0.xsd");
            Who(xml, release, publisher);
            What(xml, release.Table, row, release.About.Title);
            WhereWhen(xml, release, row, rightAscension, declination);
            How(xml, release.About, address);
            xml.WriteEndElement();
        }

        return bytes.ToArray();
    }

    private static void Who(XmlWriter xml, PublishedRelease release, Publisher publisher)
    {
        xml.WriteStartElement("Who");
        xml.Text("AuthorIVORN", publisher.Identifier("organisation"));
        xml.Text("Date", release.Entry.Changed.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture));
        xml.WriteStartElement("Author");
        xml.Text("contactName", release.About.Contact?.Name ?? publisher.Name);
        xml.Text("contactEmail", release.About.Contact?.Email ?? publisher.Email);
        foreach (string author in release.About.Authors)
        {
            xml.Text("contributor", author);
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void What(XmlWriter xml, ReleaseTable table, long row, string title)
    {
        xml.WriteStartElement("What");
        for (int i = 0; i < table.Description.Columns.Count; i++)
        {
            ColumnDescription column = table.Description.Columns[i];
            if (CellText.Of(table, i, row) is { } value)
            {
                Parameter(xml, column, value);
            }
        }

        xml.Text("Description", title);
        xml.WriteEndElement();
    }

    private static void Parameter(XmlWriter xml, ColumnDescription column, string value)
    {
        xml.WriteStartElement("Param");
        xml.WriteAttributeString("name", column.Name);
        xml.WriteAttributeString("value", value);
        foreach ((string name, string? known) in new[] { ("unit", column.Unit), ("ucd", column.Ucd) })
        {
            if (known is not null)
            {
                xml.WriteAttributeString(name, known);
            }
        }

        xml.WriteAttributeString("dataType", column.IsText || column.ArraySize is not null || column.Type == VoType.Boolean ? "string" : column.Type is VoType.Float or VoType.Double ? "float" : "int");
        xml.Text("Description", column.Description);
        xml.WriteEndElement();
    }

    private static void WhereWhen(XmlWriter xml, PublishedRelease release, long row, double rightAscension, double declination)
    {
        EventTime? time = EventTime.Of(release.Table, row);
        string system = $"{time?.Scale ?? "UTC"}-ICRS-{time?.Place ?? "TOPO"}";
        xml.WriteStartElement("WhereWhen");
        xml.WriteStartElement("ObsDataLocation");
        xml.WriteStartElement("ObservatoryLocation");
        xml.WriteAttributeString("id", new string([.. (release.About.Instrument ?? "unknown").Select(symbol => char.IsAsciiLetterOrDigit(symbol) ? symbol : '_')]));
        xml.WriteEndElement();
        xml.WriteStartElement("ObservationLocation");
        xml.WriteStartElement("AstroCoordSystem");
        xml.WriteAttributeString("id", system);
        xml.WriteEndElement();
        xml.WriteStartElement("AstroCoords");
        xml.WriteAttributeString("coord_system_id", system);
        if (time is not null)
        {
            xml.WriteStartElement("Time");
            xml.WriteAttributeString("unit", "s");
            xml.WriteStartElement("TimeInstant");
            xml.Text("ISOTime", time.Iso);
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        Position(xml, release.Table, row, rightAscension, declination);
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Position(XmlWriter xml, ReleaseTable table, long row, double rightAscension, double declination)
    {
        xml.WriteStartElement("Position2D");
        xml.WriteAttributeString("unit", "deg");
        xml.Text("Name1", "RA");
        xml.Text("Name2", "Dec");
        xml.WriteStartElement("Value2");
        xml.Text("C1", rightAscension.ToString("R", CultureInfo.InvariantCulture));
        xml.Text("C2", declination.ToString("R", CultureInfo.InvariantCulture));
        xml.WriteEndElement();
        int error = table.Description.Columns.ToList().FindIndex(column => Ucd.AreSame(column.Ucd, "stat.error;pos.eq") && column.Unit == "deg");
        xml.Text("Error2Radius", error < 0 ? null : CellText.Of(table, error, row));
        xml.WriteEndElement();
    }

    private static void How(XmlWriter xml, ReleaseDescription about, Uri address)
    {
        xml.WriteStartElement("How");
        xml.Text("Description", about.Instrument ?? about.Title);
        foreach (Uri reference in about.Doi is { } doi ? new[] { address, new Uri($"https://doi.org/{doi}") } : [address])
        {
            xml.WriteStartElement("Reference");
            xml.WriteAttributeString("uri", reference.ToString());
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }
}
