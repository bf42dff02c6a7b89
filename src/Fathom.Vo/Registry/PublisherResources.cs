using Fathom.Vo.Vosi;

namespace Fathom.Vo.Registry;

/// <summary>The registry, its authority and who publishes, as resources (VORegistry 1.1; VOResource 1.1).</summary>
internal static class PublisherResources
{
    /// <summary>Path of the registry's identifier.</summary>
    public const string RegistryPath = "registry";

    /// <summary>Their records.</summary>
    public static IEnumerable<RegistryRecord> Records(Publisher publisher, string server)
    {
        ResourceFacts registry = Facts(publisher, server, RegistryPath, $"Registry of {publisher.Name}", "Records of what is published here, to be harvested.", "Registry");
        yield return Of(registry, xml => ResourceXml.Resource(xml, "vg:Registry", registry, () =>
        {
            ResourceXml.Capability(xml, "ivo://ivoa.net/std/Registry", "vg:Harvest", "vg:OAIHTTP", $"{server}/oai", "base", () => xml.Text("maxRecords", "0"));
            xml.Text("full", "false");
            xml.Text("managedAuthority", publisher.Authority);
        }));

        ResourceFacts authority = Facts(publisher, server, "", $"Naming authority {publisher.Authority}", $"Identifiers that {publisher.Name} gives.", "Other");
        yield return Of(authority, xml => ResourceXml.Resource(xml, "vg:Authority", authority, () =>
        {
            xml.WriteStartElement("managingOrg");
            xml.WriteAttributeString("ivo-id", publisher.Identifier("organisation"));
            xml.WriteString(publisher.Name);
            xml.WriteEndElement();
        }));

        ResourceFacts organisation = Facts(publisher, server, "organisation", publisher.Name, $"{publisher.Name} publishes data sets of events.", "Organisation");
        yield return Of(organisation, xml => ResourceXml.Resource(xml, "vr:Organisation", organisation, () => { }));
    }

    private static ResourceFacts Facts(Publisher publisher, string server, string path, string title, string description, string type) =>
        new(publisher, publisher.Identifier(path), title, description, $"{server}/releases", publisher.Since, publisher.Since) { Type = type };

    private static RegistryRecord Of(ResourceFacts facts, Action<System.Xml.XmlWriter> resource) =>
        new(facts.Identifier, facts.Changed) { Resource = resource, DublinCore = facts.DublinCore };
}
