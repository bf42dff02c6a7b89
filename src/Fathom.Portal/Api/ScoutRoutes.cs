using Fathom.Portal.Access;
using Fathom.Production.Operations;
using Fathom.Production.Scouts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fathom.Portal.Api;

/// <summary>The scouts of a campaign as JSON: a <see cref="ScoutReport"/>; 404 where there is no such campaign.</summary>
public static class ScoutRoutes
{
    /// <summary>Adds the route.</summary>
    public static void MapScoutApi(this IEndpointRouteBuilder routes) => routes.MapGet("/api/campaigns/{name}/scouts", (string name, ScoutQueries scouts)
        => scouts.Report(name) is { } report
            ? Results.Json(report, OperatorJson.Options)
            : Results.Text($"There is no campaign {name}.", statusCode: StatusCodes.Status404NotFound)).Requires(Policy.Reader);
}
