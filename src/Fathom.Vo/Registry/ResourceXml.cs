using System.Globalization;
using System.Xml;
using Fathom.Vo.Vosi;

namespace Fathom.Vo.Registry;

/// <summary>Writing resources (VOResource 1.1).</summary>
internal static class ResourceXml
{
    public const string Interface = "http://www.ivoa.net/xml/RegistryInterface/v1.0";

    private static readonly (string Prefix, string Space)[] Prefixes =
    [
        ("xsi", VosiXml.Instance), ("vr", "http://www.ivoa.net/xml/VOResource/v1.0"), ("vs", "http://www.ivoa.net/xml/VODataService/v1.1"),
        ("vg", "http://www.ivoa.net/xml/VORegistry/v1.0"), ("cs", "http://www.ivoa.net/xml/ConeSearch/v1.0"), ("tr", "http://www.ivoa.net/xml/TAPRegExt/v1.0"),
    ];

    /// <summary>A time as registries write it.</summary>
    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>A resource.</summary>
    /// <param name="xml">Where to.</param>
    /// <param name="type">Its type, such as <c>vs:CatalogResource</c>.</param>
    /// <param name="what">What all resources have.</param>
    /// <param name="rest">What its type adds.</param>
    public static void Resource(XmlWriter xml, string type, ResourceFacts what, Action rest)
    {
        xml.WriteStartElement("ri", "Resource", Interface);
        foreach ((string prefix, string space) in Prefixes)
        {
            xml.WriteAttributeString("xmlns", prefix, null, space);
        }

        xml.WriteAttributeString("xsi", "type", VosiXml.Instance, type);
        xml.WriteAttributeString("created", Time(what.Created));
        xml.WriteAttributeString("updated", Time(what.Changed));
        xml.WriteAttributeString("status", "active");
        xml.Text("title", what.Title);
        xml.Text("shortName", what.ShortName);
        xml.Text("identifier", what.Identifier);
        xml.Text("altIdentifier", what.Doi is { } doi ? $"doi:{doi}" : null);
        Curation(xml, what);
        Content(xml, what);
        rest();
        xml.WriteEndElement();
    }

    /// <summary>A capability with one interface.</summary>
    /// <param name="xml">Where to.</param>
    /// <param name="standard">Identifier of the standard; null: a page for people.</param>
    /// <param name="type">Type of the capability; null: no special one.</param>
    /// <param name="interfaceType">Type of the interface.</param>
    /// <param name="address">Where it is.</param>
    /// <param name="use">How the address is used: <c>base</c> or <c>full</c>.</param>
    /// <param name="rest">What the capability's type adds.</param>
    public static void Capability(XmlWriter xml, string? standard, string? type, string interfaceType, string address, string use, Action? rest = null)
    {
        xml.WriteStartElement("capability");
        if (type is not null)
        {
            xml.WriteAttributeString("xsi", "type", VosiXml.Instance, type);
        }

        if (standard is not null)
        {
            xml.WriteAttributeString("standardID", standard);
        }

        xml.Typed("interface", interfaceType);
        if (standard is not null)
        {
            xml.WriteAttributeString("role", "std");
        }

        xml.WriteStartElement("accessURL");
        xml.WriteAttributeString("use", use);
        xml.WriteString(address);
        xml.WriteEndElement();
        xml.WriteEndElement();
        rest?.Invoke();
        xml.WriteEndElement();
    }

    private static void Curation(XmlWriter xml, ResourceFacts what)
    {
        xml.WriteStartElement("curation");
        xml.WriteStartElement("publisher");
        xml.WriteAttributeString("ivo-id", what.Publisher.Identifier("organisation"));
        xml.WriteString(what.Publisher.Name);
        xml.WriteEndElement();
        foreach (string author in what.Authors)
        {
            xml.WriteStartElement("creator");
            xml.Text("name", author);
            xml.WriteEndElement();
        }

        xml.WriteStartElement("date");
        xml.WriteAttributeString("role", "Updated");
        xml.WriteString(Time(what.Changed));
        xml.WriteEndElement();
        xml.Text("version", what.Version);
        xml.WriteStartElement("contact");
        xml.Text("name", what.Contact?.Name ?? what.Publisher.Name);
        xml.Text("email", what.Contact?.Email ?? what.Publisher.Email);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Content(XmlWriter xml, ResourceFacts what)
    {
        xml.WriteStartElement("content");
        foreach (string subject in what.Subjects)
        {
            xml.Text("subject", subject);
        }

        xml.Text("description", what.Description);
        if (what.Bibcode is { } bibcode)
        {
            xml.WriteStartElement("source");
            xml.WriteAttributeString("format", "bibcode");
            xml.WriteString(bibcode);
            xml.WriteEndElement();
        }

        xml.Text("referenceURL", what.Address);
        xml.Text("type", what.Type);
        xml.Text("contentLevel", "Research");
        if (what.ServedBy is { } service)
        {
            xml.WriteStartElement("relationship");
            xml.Text("relationshipType", "IsServedBy");
            xml.WriteStartElement("relatedResource");
            xml.WriteAttributeString("ivo-id", service);
            xml.WriteString("TAP");
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }
}
