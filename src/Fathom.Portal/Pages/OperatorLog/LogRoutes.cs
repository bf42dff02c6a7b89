using Fathom.Portal.Access;
using Fathom.Production.OperatorLog;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Fathom.Portal.Pages.OperatorLog;

/// <summary>Where operators' actions are shown.</summary>
public static class LogRoutes
{
    /// <summary>Adds the routes.</summary>
    public static void MapOperatorLog(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/log", (long? before, string? subject, OperatorLogQueries log) => new PageResult(_
            => LogPage.Render(log.Latest(LogPage.Shown + 1, before, Filter.Text(subject)), Filter.Text(subject)))).Requires(Policy.Reader);
        routes.MapGet("/log/{id:long}", (long id, OperatorLogQueries log) => new PageResult(visitor
            => log.Find(id) is { } action ? ActionPage.Render(action, log.Outcomes(id), visitor) : null)).Requires(Policy.Reader);
    }
}
