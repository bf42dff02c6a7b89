using Fathom.Portal.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace Fathom.Portal.Live;

/// <summary>The stream of ticks (server-sent events, https://html.spec.whatwg.org/multipage/server-sent-events.html).</summary>
public static class LiveRoutes
{
    private static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(15);

    /// <summary>Adds the route /live.</summary>
    public static void MapLive(this IEndpointRouteBuilder routes)
        => routes.MapGet("/live", Stream).Requires(Policy.Reader).DisableRequestTimeout();

    private static async Task Stream(HttpContext context, LedgerWatch watch, TimeProvider time, IHostApplicationLifetime life)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, life.ApplicationStopping);
        var end = either.Token;
        context.Response.ContentType = "text/event-stream; charset=utf-8";
        try
        {
            await context.Response.WriteAsync("retry: 1000\n\n", end);
            while (!end.IsCancellationRequested)
            {
                var version = watch.Version;
                await context.Response.WriteAsync($"event: tick\ndata: {version}\n\n", end);
                await context.Response.Body.FlushAsync(end);
                await WaitAsync(context, watch.ChangedFrom(version), time, end);
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // the page went away, or the server ends
        }
    }

    // A comment now and then lets both sides notice a dead connection.
    private static async Task WaitAsync(HttpContext context, Task changed, TimeProvider time, CancellationToken end)
    {
        while (true)
        {
            try
            {
                await changed.WaitAsync(SignOfLife, time, end);
                return;
            }
            catch (TimeoutException)
            {
                await context.Response.WriteAsync(": here\n\n", end);
                await context.Response.Body.FlushAsync(end);
            }
        }
    }
}
