using Fathom.Portal.Access;
using Fathom.Production.Queries;
using Fathom.Storage.Load;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Fathom.Portal.Pages.Sites;

/// <summary>Where sites and storage elements are shown.</summary>
public static class SiteRoutes
{
    /// <summary>Adds the route.</summary>
    public static void MapSites(this IEndpointRouteBuilder routes) => routes.MapGet("/sites", (SiteQueries sites, LimitQueries limits, StorageBandwidth storage)
        => new PageResult(visitor => SitesPage.Render(sites.Sites(), sites.BannedNodes(), sites.Elements(), limits.All(), storage, visitor))).Requires(Policy.Reader);
}
