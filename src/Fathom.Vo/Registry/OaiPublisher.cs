using System.Text;
using System.Xml;
using Fathom.Vo.Vosi;

namespace Fathom.Vo.Registry;

/// <summary>Gives records out to harvesters (OAI-PMH 2.0; IVOA Registry Interfaces 1.1, section 3): lists whole, deleted records kept.</summary>
/// <param name="publisher">Who publishes.</param>
/// <param name="records">All records, the registry's own first.</param>
/// <param name="address">Where harvesters ask.</param>
/// <param name="time">The clock.</param>
public sealed class OaiPublisher(Publisher publisher, IReadOnlyList<RegistryRecord> records, Uri address, TimeProvider time)
{
    private const string Oai = "http://www.openarchives.org/OAI/2.0/";
    private const string OaiDc = "http://www.openarchives.org/OAI/2.0/oai_dc/";
    private const string Dc = "http://purl.org/dc/elements/1.1/";
    private const string Managed = "ivo_managed";

    private static readonly (string Prefix, string Schema, string Space)[] Formats =
    [
        ("ivo_vor", "http://www.ivoa.net/xml/RegistryInterface/v1.0", ResourceXml.Interface),
        ("oai_dc", "http://www.openarchives.org/OAI/2.0/oai_dc.xsd", OaiDc),
    ];

    /// <summary>Answers.</summary>
    /// <param name="parameters">What is asked.</param>
    public byte[] Answer(IEnumerable<KeyValuePair<string, string>> parameters)
    {
        try
        {
            OaiRequest request = OaiRequest.Read(parameters);
            Action<XmlWriter> content = Content(request);
            return Document(request, content);
        }
        catch (OaiException wrong)
        {
            return Document(null, xml =>
            {
                Open(xml, "error");
                xml.WriteAttributeString("code", wrong.Code);
                xml.WriteString(wrong.Message);
                xml.WriteEndElement();
            });
        }
    }

    private Action<XmlWriter> Content(OaiRequest request) => request.Verb switch
    {
        "Identify" => Identify,
        "ListSets" => Sets,
        "ListMetadataFormats" => request.Given.TryGetValue("identifier", out string? identifier) && Find(identifier) is null ? throw Missing(identifier) : MetadataFormats,
        "GetRecord" => Wrapped("GetRecord", [Find(request.Given["identifier"]) ?? throw Missing(request.Given["identifier"])], Prefix(request)),
        "ListRecords" => Wrapped(request.Verb, Chosen(request), Prefix(request)),
        _ => Wrapped(request.Verb, Chosen(request), prefix: null),
    };

    private RegistryRecord[] Chosen(OaiRequest request)
    {
        _ = Prefix(request);
        bool known = request.Given.GetValueOrDefault("set", Managed) == Managed;
        RegistryRecord[] chosen = [.. records.Where(record => known && !(Seconds(record.Changed) < request.From) && !(Seconds(record.Changed) > request.Until))];
        return chosen.Length > 0 ? chosen : throw new OaiException("noRecordsMatch", "No record was changed then, or there is no such set.");
    }

    private RegistryRecord? Find(string identifier) => records.FirstOrDefault(record => string.Equals(record.Identifier, identifier, StringComparison.OrdinalIgnoreCase));

    private static OaiException Missing(string identifier) => new("idDoesNotExist", $"There is no record of {identifier}.");

    private static string Prefix(OaiRequest request) => Formats.Any(format => format.Prefix == request.Given["metadataPrefix"])
        ? request.Given["metadataPrefix"] : throw new OaiException("cannotDisseminateFormat", "metadataPrefix is ivo_vor or oai_dc.");

    // A null prefix: headers alone.
    private static Action<XmlWriter> Wrapped(string verb, IEnumerable<RegistryRecord> chosen, string? prefix) => xml =>
    {
        Open(xml, verb);
        foreach (RegistryRecord record in chosen)
        {
            if (prefix is null)
            {
                Header(xml, record);
                continue;
            }

            Open(xml, "record");
            Header(xml, record);
            Metadata(xml, record, prefix);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    };

    private static void Header(XmlWriter xml, RegistryRecord record)
    {
        Open(xml, "header");
        if (record.Resource is null)
        {
            xml.WriteAttributeString("status", "deleted");
        }

        Text(xml, "identifier", record.Identifier);
        Text(xml, "datestamp", ResourceXml.Time(record.Changed));
        Text(xml, "setSpec", Managed);
        xml.WriteEndElement();
    }

    private static void Metadata(XmlWriter xml, RegistryRecord record, string prefix)
    {
        if (record.Resource is null)
        {
            return;
        }

        Open(xml, "metadata");
        if (prefix == "ivo_vor")
        {
            record.Resource(xml);
        }
        else
        {
            xml.WriteStartElement("oai_dc", "dc", OaiDc);
            xml.WriteAttributeString("xmlns", "dc", null, Dc);
            foreach ((string element, string value) in record.DublinCore)
            {
                xml.WriteElementString(element, Dc, value);
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private void Identify(XmlWriter xml)
    {
        Open(xml, "Identify");
        Text(xml, "repositoryName", $"Registry of {publisher.Name}");
        Text(xml, "baseURL", address.ToString());
        Text(xml, "protocolVersion", "2.0");
        Text(xml, "adminEmail", publisher.Email);
        Text(xml, "earliestDatestamp", ResourceXml.Time(records.Min(record => record.Changed)));
        Text(xml, "deletedRecord", "persistent");
        Text(xml, "granularity", "YYYY-MM-DDThh:mm:ssZ");
        Open(xml, "description");
        records[0].Resource!(xml);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Sets(XmlWriter xml)
    {
        Open(xml, "ListSets");
        Open(xml, "set");
        Text(xml, "setSpec", Managed);
        Text(xml, "setName", "What this registry manages");
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void MetadataFormats(XmlWriter xml)
    {
        Open(xml, "ListMetadataFormats");
        foreach ((string prefix, string schema, string space) in Formats)
        {
            Open(xml, "metadataFormat");
            Text(xml, "metadataPrefix", prefix);
            Text(xml, "schema", schema);
            Text(xml, "metadataNamespace", space);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    // Resources have elements without a namespace: those of the protocol carry a prefix.
    private byte[] Document(OaiRequest? request, Action<XmlWriter> content)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true }))
        {
            Open(xml, "OAI-PMH");
            xml.WriteAttributeString("xsi", "schemaLocation", VosiXml.Instance, $"{Oai} http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd");
            Text(xml, "responseDate", ResourceXml.Time(time.GetUtcNow()));
            Open(xml, "request");
            foreach ((string name, string value) in request is null ? [] : request.Given.Prepend(KeyValuePair.Create("verb", request.Verb)))
            {
                xml.WriteAttributeString(name, value);
            }

            xml.WriteString(address.ToString());
            xml.WriteEndElement();
            content(xml);
            xml.WriteEndElement();
        }

        return bytes.ToArray();
    }

    private static DateTimeOffset Seconds(DateTimeOffset at) => DateTimeOffset.FromUnixTimeSeconds(at.ToUnixTimeSeconds());

    private static void Open(XmlWriter xml, string name) => xml.WriteStartElement("oai", name, Oai);

    private static void Text(XmlWriter xml, string name, string value) => xml.WriteElementString("oai", name, Oai, value);
}
