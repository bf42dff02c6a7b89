using Fathom.Catalog.Files;
using Fathom.Portal.Access;
using Fathom.Portal.Pages.Physics;
using Fathom.Production.Operations;
using Fathom.Production.Queries;
using Fathom.Production.Scouts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Fathom.Portal.Pages.Campaigns;

/// <summary>Where campaigns are shown.</summary>
public static class CampaignRoutes
{
    private const int MostCampaigns = 50;
    private const int LatestEvents = 15;

    /// <summary>Adds the routes.</summary>
    public static void MapCampaigns(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", (CampaignQueries campaigns, FileQueries files, PilotQueries pilots, EventQueries events) => new PageResult(_
            => OverviewPage.Render(Newest(campaigns), files.Totals(), pilots.List(), events.Latest(LatestEvents)))).Requires(Policy.Reader);
        routes.MapGet("/campaigns/{name}", async (string name, string? scale, CampaignQueries campaigns, HindranceDesk hindrances, PhysicsReader physics, LimitQueries limits, TimeProvider time) =>
        {
            var holds = await hindrances.ExplainAsync(name);
            return new PageResult(visitor => campaigns.Progress(name) is { } progress
                ? CampaignPage.Render(progress, holds, physics.Read(name), limits.Of(progress.Campaign.Id), scale == "log", time.GetUtcNow(), visitor)
                : null);
        }).Requires(Policy.Reader);
        routes.MapGet("/campaigns/{name}/scouts", (string name, ScoutQueries scouts)
            => new PageResult(_ => scouts.Report(name) is { } report ? ScoutsPage.Render(report) : null)).Requires(Policy.Reader);
        // Self-tests run for it: for operators alone.
        routes.MapGet("/campaigns/{name}/preflight", async (string name, CampaignQueries campaigns, OperatorCommands commands) =>
        {
            var preflight = campaigns.Find(name) is null ? null : await commands.RunAsync("", new CheckCampaign(name), "");
            return new PageResult(visitor => preflight is null ? null : PreflightPage.Render(name, preflight, visitor));
        }).Requires(Policy.Operator);
    }

    private static List<CampaignProgress> Newest(CampaignQueries campaigns)
        => [.. campaigns.List().Reverse().Take(MostCampaigns).Select(c => campaigns.Progress(c.Name)).OfType<CampaignProgress>()];
}
