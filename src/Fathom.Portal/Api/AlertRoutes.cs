using System.Text.Json;
using System.Text.Json.Serialization;
using Fathom.Database;
using Fathom.Portal.Access;
using Fathom.Production.Alerts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fathom.Portal.Api;

/// <summary>Alerts as JSON: those that are up first, then what was.</summary>
public static class AlertRoutes
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <summary>Adds the route /api/alerts.</summary>
    public static void MapAlertApi(this IEndpointRouteBuilder routes)
        => routes.MapGet("/api/alerts", (WorkspaceDatabase database) => Results.Json(database.Read(connection => AlertTable.List(connection)), Options))
            .Requires(Policy.Reader);
}
