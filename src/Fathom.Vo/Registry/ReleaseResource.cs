using System.Globalization;
using System.Xml;
using Fathom.Sky.Sphere;
using Fathom.Vo.Publishing;
using Fathom.Vo.Releases;
using Fathom.Vo.Vosi;

namespace Fathom.Vo.Registry;

/// <summary>A release as a resource: a catalogue with its table, its cone search, its part in TAP and its page (VODataService 1.2).</summary>
internal static class ReleaseResource
{
    private const double JoulesOfGev = 1.602176634e-10;
    private const int CoverageOrder = 6;

    /// <summary>Identifier of a release.</summary>
    public static string Identifier(Publisher publisher, string name) => publisher.Identifier($"releases/{name}");

    /// <summary>Its record.</summary>
    public static RegistryRecord Record(Publisher publisher, PublishedRelease release, string server)
    {
        ReleaseDescription about = release.About;
        DateTimeOffset changed = release.Entry.Changed;
        var facts = new ResourceFacts(publisher, Identifier(publisher, about.Name), about.Title, about.Abstract.Trim() is { Length: > 0 } text ? text : about.Title, $"{server}/releases/{about.Name}", changed, changed)
        {
            ShortName = about.Name.Length <= 16 ? about.Name : about.Name[..16],
            Doi = about.Doi,
            Bibcode = about.Bibcode,
            Version = about.Version,
            Type = "Catalog",
            ServedBy = publisher.Identifier("tap"),
            Authors = about.Authors,
            Contact = about.Contact,
            Subjects = about.Subjects.Count > 0 ? about.Subjects : ["neutrino-astronomy"],
        };
        return new RegistryRecord(facts.Identifier, changed) { Resource = xml => Write(xml, facts, release, server), DublinCore = facts.DublinCore };
    }

    private static void Write(XmlWriter xml, ResourceFacts facts, PublishedRelease release, string server) => ResourceXml.Resource(xml, "vs:CatalogResource", facts, () =>
    {
        xml.Text("rights", release.About.Licence);
        ResourceXml.Capability(xml, "ivo://ivoa.net/std/TAP#aux", null, "vs:ParamHTTP", $"{server}/tap", "base");
        if (release.Cone is not null)
        {
            ResourceXml.Capability(xml, "ivo://ivoa.net/std/ConeSearch", "cs:ConeSearch", "vs:ParamHTTP", $"{server}/releases/{release.About.Name}/cone?", "base", () => Cone(xml, release));
        }

        ResourceXml.Capability(xml, null, null, "vr:WebBrowser", facts.Address, "full");
        xml.Text("instrument", release.About.Instrument);
        Coverage(xml, release);
        xml.WriteStartElement("tableset");
        TableSet.Schemas(xml, [release.Table.Description], detail: true);
        xml.WriteEndElement();
    });

    // The test query must find something (Simple Cone Search 1.03, section 3): the place of the first row.
    private static void Cone(XmlWriter xml, PublishedRelease release)
    {
        xml.Text("maxSR", "180");
        xml.Text("maxRecords", Number(release.Table.Rows));
        xml.Text("verbosity", "true");
        if (release.Table.Position(0) is { } place)
        {
            xml.WriteStartElement("testQuery");
            xml.Text("ra", Number(place.RightAscension));
            xml.Text("dec", Number(place.Declination));
            xml.Text("sr", "1");
            xml.WriteEndElement();
        }
    }

    private static void Coverage(XmlWriter xml, PublishedRelease release)
    {
        ReleaseCoverage coverage = release.About.Coverage;
        xml.WriteStartElement("coverage");
        xml.Text("spatial", coverage.Sky ?? (release.Table.RightAscension < 0 ? null : HealpixMocText.ToAscii(release.Table.Coverage(CoverageOrder))));
        Interval(xml, "temporal", coverage.TimeBegin, coverage.TimeEnd);
        Interval(xml, "spectral", coverage.EnergyLeast * JoulesOfGev, coverage.EnergyGreatest * JoulesOfGev);
        xml.Text("waveband", "Neutrino");
        xml.WriteEndElement();
    }

    private static void Interval(XmlWriter xml, string name, double? first, double? last)
    {
        if (first is { } begin && last is { } end)
        {
            xml.Text(name, $"{Number(begin)} {Number(end)}");
        }
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
