using System.Net;
using Fathom.Portal.Api;
using Fathom.Production.Monitor;
using Fathom.Production.Queries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Fathom.Benchmarks.Queries;

/// <summary>The job monitor's routes over a table, on the loopback interface.</summary>
internal sealed class MonitorServer : IDisposable
{
    private readonly WebApplication _app;

    public MonitorServer(JobTable table)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRouting().AddSingleton(TimeProvider.System).AddSingleton(new JobMonitor(() => table)).AddSingleton<JobQueries>();
        _app = builder.Build();
        _app.UseRouting();
        _app.MapJobMonitor();
        _app.StartAsync().GetAwaiter().GetResult();
        Address = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public Uri Address { get; }

    public void Dispose()
    {
        _app.StopAsync().GetAwaiter().GetResult();
        _app.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
