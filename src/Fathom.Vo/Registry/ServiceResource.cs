using Fathom.Vo.Publishing;
using Fathom.Vo.Tap;
using Fathom.Vo.Uws;
using Fathom.Vo.Vosi;

namespace Fathom.Vo.Registry;

/// <summary>The TAP service as a resource, with all of its tables.</summary>
internal static class ServiceResource
{
    /// <summary>Its record.</summary>
    public static RegistryRecord Record(
        Publisher publisher, IReadOnlyCollection<PublishedRelease> releases, string server, DateTimeOffset changed, TapLimits limits, UwsLimits jobs)
    {
        var facts = new ResourceFacts(
            publisher, publisher.Identifier("tap"), $"Tables of {publisher.Name}", "Queries in ADQL on all that is published here.", $"{server}/releases", publisher.Since, changed)
        { ShortName = "TAP", Type = "Catalog" };
        return new RegistryRecord(facts.Identifier, changed)
        {
            DublinCore = facts.DublinCore,
            Resource = xml => ResourceXml.Resource(xml, "vs:CatalogService", facts, () =>
            {
                TapCapabilities.Write(xml, new Uri($"{server}/tap"), limits, jobs);
                if (releases.Count > 0)
                {
                    xml.WriteStartElement("tableset");
                    TableSet.Schemas(xml, releases.Select(release => release.Table.Description), detail: false);
                    xml.WriteEndElement();
                }
            }),
        };
    }
}
