using Fathom.Catalog.Files;
using Fathom.Portal.Access;
using Fathom.Portal.Pages.Jobs;
using Fathom.Portal.Pages.Physics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Fathom.Portal.Pages.Campaigns;

/// <summary>Where campaigns are shown.</summary>
public static class CampaignRoutes
{
    private const int LatestEvents = 15;

    /// <summary>Adds the routes.</summary>
    public static void MapCampaigns(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", (CampaignReader campaigns, FileQueries files, JobReader jobs) => new PageResult(_
            => OverviewPage.Render(campaigns.List(), campaigns.Causes(null), files.Totals(), jobs.Latest(LatestEvents)))).Requires(Policy.Reader);
        routes.MapGet("/campaigns/{name}", (string name, string? scale, CampaignReader campaigns, PhysicsReader physics, TimeProvider time)
            => new PageResult(visitor => campaigns.Find(name) is not { } progress ? null : CampaignPage.Render(
                progress,
                campaigns.Causes(progress.Campaign.Id),
                campaigns.Transfers(progress.Campaign.Id),
                physics.Read(name),
                scale == "log",
                time.GetUtcNow(),
                visitor))).Requires(Policy.Reader);
    }
}
