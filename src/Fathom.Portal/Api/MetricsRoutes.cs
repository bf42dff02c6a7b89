using Fathom.Portal.Access;
using Fathom.Portal.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fathom.Portal.Api;

/// <summary>Where Prometheus reads. Like the pages it is for anybody on this machine: it holds names and numbers, and no secret.</summary>
public static class MetricsRoutes
{
    /// <summary>Adds the route /metrics.</summary>
    public static void MapMetrics(this IEndpointRouteBuilder routes)
        => routes.MapGet("/metrics", (HttpContext context, ServerMetrics metrics) =>
        {
            context.Response.ContentType = PrometheusText.ContentType;
            return context.Response.WriteAsync(metrics.Collect(), context.RequestAborted);
        }).Requires(Policy.Reader);
}
