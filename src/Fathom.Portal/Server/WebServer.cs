using System.Net;
using Fathom.Portal.Access;
using Fathom.Portal.Api;
using Fathom.Portal.Assets;
using Fathom.Portal.Content;
using Fathom.Portal.Live;
using Fathom.Portal.Metrics;
using Fathom.Portal.Observatory;
using Fathom.Portal.Pages.Accounting;
using Fathom.Portal.Pages.Alerts;
using Fathom.Portal.Pages.Campaigns;
using Fathom.Portal.Pages.Causes;
using Fathom.Portal.Pages.Events;
using Fathom.Portal.Pages.Files;
using Fathom.Portal.Pages.Jobs;
using Fathom.Portal.Pages.OperatorLog;
using Fathom.Portal.Pages.Physics;
using Fathom.Portal.Pages.Runs;
using Fathom.Portal.Pages.Sites;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Fathom.Portal.Server;

/// <summary>The HTTP side: loopback only, limits, headers, gate, routes. It takes no settings from environment or files.</summary>
internal static class WebServer
{
    private const long LargestBody = 4 << 20;
    private static readonly TimeSpan LongestRequest = TimeSpan.FromSeconds(30);

    /// <summary>Builds the application over the parts that exist already.</summary>
    public static WebApplication Build(ServerOptions options, ServerParts parts, ServerEngines engines)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Limit(kestrel, options.Port));
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning);
        // What it would say is the exception that the start throws.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.AddRouting().AddRequestTimeouts(timeouts
            => timeouts.DefaultPolicy = new RequestTimeoutPolicy { Timeout = LongestRequest });
        // A query or route value that is no number becomes a page that says so, not an empty answer.
        builder.Services.Configure<RouteHandlerOptions>(handlers => handlers.ThrowOnBadRequest = true);
        // The server stops when it is told to, not by itself on a signal: it drains first.
        builder.Services.AddSingleton<IHostLifetime, OrderedLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(10));
        parts.AddTo(builder.Services, options);
        builder.Services.AddSingleton(engines).AddSingleton<HindranceDesk>();
        var app = builder.Build();
        app.UseRequestMeter(app.Services.GetRequiredService<RequestMeter>(), options.Time);
        app.UseSecurityHeaders();
        app.UseRequestFaults(options.Time);
        app.UseRouting();
        app.UseRequestTimeouts();
        app.UseGate(app.Services.GetRequiredService<GateKeeper>());
        Map(app);
        return app;
    }

    private static void Map(WebApplication app)
    {
        app.MapAssets();
        app.MapLive();
        app.MapLogin();
        app.MapCampaigns();
        app.MapJobs();
        app.MapCauses();
        app.MapRuns();
        app.MapFiles();
        app.MapPhysics();
        app.MapEvents();
        app.MapJobMonitor();
        app.MapPilots();
        app.MapOutputs();
        app.MapContent();
        app.MapLogs();
        app.MapOperator();
        app.MapImports();
        app.MapDatabase();
        app.MapForms();
        app.MapMetrics();
        app.MapAlertApi();
        app.MapAccountingApi();
        app.MapScoutApi();
        app.MapHoldApi();
        app.MapAccounting();
        app.MapAlerts();
        app.MapSites();
        app.MapOperatorLog();
        app.MapTap();
        app.MapCone();
        app.MapReleases();
        app.MapReleaseFiles();
        app.MapDataLink();
        app.MapRegistry();
    }

    private static void Limit(KestrelServerOptions kestrel, int port)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = LargestBody;
        kestrel.Limits.MaxConcurrentConnections = 2048;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
        kestrel.Limits.MaxRequestHeadersTotalSize = 16 << 10;
        kestrel.Listen(IPAddress.Loopback, port);
    }

    private sealed class OrderedLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
