using Fathom.Database;
using Fathom.Portal.Access;
using Fathom.Portal.Server;
using Fathom.Production;
using Fathom.Production.Diagnosis.Hindrances;
using Fathom.Production.Operations;
using Fathom.Production.Queries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fathom.Portal.Api;

/// <summary>What the server knows of what holds a campaign back, as JSON: <see cref="LiveHolds"/>; 404 where there is no such campaign.</summary>
internal static class HoldRoutes
{
    /// <summary>Adds the route.</summary>
    public static void MapHoldApi(this IEndpointRouteBuilder routes) => routes.MapGet("/api/campaigns/{name}/holds", AnswerAsync).Requires(Policy.Reader);

    // Pilots and the server's own rounds write more often than this.
    private static readonly TimeSpan Lately = TimeSpan.FromSeconds(30);

    private static async Task<IResult> AnswerAsync(string name, CampaignQueries campaigns, Ledger ledger, ServerEngines engines, WorkspaceDatabase database) =>
        campaigns.Find(name) is { } campaign
            ? Results.Json(await LiveAsync(campaign.Id, ledger, engines, Unwritten(database)), OperatorJson.Options)
            : Results.Text($"There is no campaign {name}.", statusCode: StatusCodes.Status404NotFound);

    // The ledger answers between two writes: where those fail, it may not answer.
    private static async Task<LiveHolds> LiveAsync(long campaign, Ledger ledger, ServerEngines engines, string? unwritten) =>
        new(engines.QueuedPilots, unwritten is null ? await ledger.ExplainAsync(campaign) : [], engines.Troubles, unwritten);

    private static string? Unwritten(WorkspaceDatabase database) =>
        database.LastRefused is { } refused && database.Time.GetUtcNow() - refused.At < Lately ? refused.Why.Message : null;
}
