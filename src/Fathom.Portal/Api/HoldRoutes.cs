using Fathom.Portal.Access;
using Fathom.Portal.Pages.Campaigns;
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

    private static async Task<IResult> AnswerAsync(string name, CampaignQueries campaigns, HindranceDesk hindrances) =>
        campaigns.Find(name) is { } campaign
            ? Results.Json(await hindrances.LiveAsync(campaign.Id), OperatorJson.Options)
            : Results.Text($"There is no campaign {name}.", statusCode: StatusCodes.Status404NotFound);
}
