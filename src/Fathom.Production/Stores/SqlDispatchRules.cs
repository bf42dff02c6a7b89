using System.Data.Common;
using Fathom.Catalog.Elements;
using Fathom.Production.Dispatch;
using Fathom.Production.Operations;

namespace Fathom.Production.Stores;

/// <summary>Reads what operators have said of sites, storage elements and limits.</summary>
internal static class SqlDispatchRules
{
    /// <summary>All of it: a few rows.</summary>
    public static DispatchRules Read(DbConnection connection)
    {
        List<DeclaredCeiling> ceilings = ElementCeilings.All(connection);
        return new DispatchRules(
            SiteControl.BannedSites(connection).ConvertAll(site => new BannedSite(site.Site, site.Reason)),
            [.. StorageElementRegistry.List(connection).Select(element => new ElementRule(
                element.Name, element.Site, element.Banned, ceilings.Find(declared => declared.Element == element.Name)?.ToCeiling()))],
            SiteControl.Limits(connection))
        {
            BannedNodes = SiteControl.BannedNodes(connection),
        };
    }
}
