using System.Collections.Concurrent;
using Fathom.Database.Measuring;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fathom.Portal.Metrics;

/// <summary>Measures the answering of requests, by the route's template: addresses themselves would be without bound.</summary>
public sealed class RequestMeter
{
    private const string NoRoute = "none";
    private readonly ConcurrentDictionary<(string Method, string Route, string Status), Distribution> _seconds = new();

    /// <summary>The measurements now.</summary>
    public IEnumerable<((string Method, string Route, string Status) Of, DistributionCounts Seconds)> Read() => _seconds
        .OrderBy(one => one.Key.Route, StringComparer.Ordinal).ThenBy(one => one.Key.Method, StringComparer.Ordinal).ThenBy(one => one.Key.Status, StringComparer.Ordinal)
        .Select(one => (one.Key, one.Value.Read()));

    /// <summary>Notes an answer.</summary>
    public void Answered(HttpContext context, TimeSpan taken)
    {
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? NoRoute;
        var method = context.Request.Method is "GET" or "POST" or "HEAD" or "PUT" or "DELETE" ? context.Request.Method : "other";
        _seconds.GetOrAdd((method, route, $"{context.Response.StatusCode / 100}xx"), _ => Distribution.OfSeconds()).Add(taken.TotalSeconds);
    }
}

/// <summary>Adding the meter to the server.</summary>
internal static class RequestMeterExtensions
{
    /// <summary>Adds the meter around everything else. Streams that stay open are not counted.</summary>
    public static void UseRequestMeter(this WebApplication app, RequestMeter meter, TimeProvider time) => app.Use(async (context, next) =>
    {
        var began = time.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            if (!context.Request.Path.StartsWithSegments("/live"))
            {
                meter.Answered(context, time.GetElapsedTime(began));
            }
        }
    });
}
