using Fathom.Database;
using Fathom.Portal.Access;
using Fathom.Production.Alerts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Fathom.Portal.Pages.Alerts;

/// <summary>Where alerts are shown.</summary>
public static class AlertPageRoutes
{
    /// <summary>Adds the route.</summary>
    public static void MapAlerts(this IEndpointRouteBuilder routes) => routes.MapGet("/alerts", (WorkspaceDatabase database, AlertWatch watch)
        => new PageResult(_ => AlertsPage.Render(database.Read(connection => AlertTable.List(connection)), watch.Settings, watch.Problem))).Requires(Policy.Reader);
}
