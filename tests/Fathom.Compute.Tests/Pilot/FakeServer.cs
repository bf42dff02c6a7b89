using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Fathom.Database.Taking;
using Fathom.Production.Protocol;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Fathom.Compute.Tests.Pilot;

/// <summary>A server of the pilot protocol with a list of jobs instead of a ledger. What it knows outlives a restart.</summary>
internal sealed class FakeServer(string workspace) : IAsyncDisposable
{
    private WebApplication? application;
    private WorkspaceLock? held;

    public const string Secret = "the-bootstrap-secret";

    public ConcurrentQueue<LeasedJob> Jobs { get; } = new();

    public ConcurrentQueue<PilotRegistration> Registrations { get; } = new();

    public ConcurrentQueue<AttemptStarted> Started { get; } = new();

    public ConcurrentQueue<AttemptUploaded> Uploaded { get; } = new();

    public ConcurrentQueue<AttemptFailed> Failed { get; } = new();

    public ConcurrentQueue<Heartbeat> Heartbeats { get; } = new();

    public ConcurrentQueue<long> Ended { get; } = new();

    public ConcurrentQueue<(string Route, string Id)> RequestIds { get; } = new();

    /// <summary>Answers instead of the server where it returns a status.</summary>
    public Func<string, int?> Interfere { get; set; } = _ => null;

    public Func<Heartbeat, HeartbeatReply> OnHeartbeat { get; set; } = _ => new HeartbeatReply([], false);

    public volatile bool Drain;

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        application = builder.Build();
        application.Run(AnswerAsync);
        await application.StartAsync();
        held = WorkspaceLock.Take(
            Directory.CreateDirectory(Path.Combine(workspace, "run")).FullName, new WorkspaceHolder(1, "h", application.Urls.First()));
    }

    public async Task StopAsync()
    {
        held?.Dispose();
        await application!.StopAsync(new CancellationToken(canceled: true));
        await application.DisposeAsync();
        application = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (application is not null)
        {
            await StopAsync();
        }
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var route = context.Request.Path.Value!;
        RequestIds.Enqueue((route, context.Request.Headers[Routes.RequestIdHeader].ToString()));
        if (Interfere(route) is { } status)
        {
            context.Response.StatusCode = status;
            return;
        }
        var json = ProtocolJson.Default;
        switch (route)
        {
            case Routes.Register when Bearer(context) == Secret:
                Registrations.Enqueue(await ReadAsync(context, json.PilotRegistration));
                await WriteAsync(context, new PilotWelcome(Registrations.Count, $"token-{Registrations.Count}", 0.05, 1), json.PilotWelcome);
                break;
            case var _ when Bearer(context) != $"token-{Registrations.Count}":
                context.Response.StatusCode = 401;
                break;
            case Routes.Started:
                Started.Enqueue(await ReadAsync(context, json.AttemptStarted));
                break;
            case Routes.Uploaded:
                Uploaded.Enqueue(await ReadAsync(context, json.AttemptUploaded));
                await WriteAsync(context, new AcceptanceReply(true, ""), json.AcceptanceReply);
                break;
            case Routes.Failed:
                Failed.Enqueue(await ReadAsync(context, json.AttemptFailed));
                break;
            case var _ when route.EndsWith("/lease", StringComparison.Ordinal):
                Jobs.TryDequeue(out var job);
                await WriteAsync(context, new LeaseReply(job, 0.02, Drain && job is null), json.LeaseReply);
                break;
            case var _ when route.EndsWith("/heartbeat", StringComparison.Ordinal):
                var beat = await ReadAsync(context, json.Heartbeat);
                Heartbeats.Enqueue(beat);
                await WriteAsync(context, OnHeartbeat(beat), json.HeartbeatReply);
                break;
            default:
                Ended.Enqueue(Registrations.Count);
                context.Response.StatusCode = 204;
                break;
        }
    }

    private static string Bearer(HttpContext context) => context.Request.Headers.Authorization.ToString().Replace("Bearer ", "", StringComparison.Ordinal);

    private static async Task<T> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type) =>
        (await JsonSerializer.DeserializeAsync(context.Request.Body, type))!;

    private static Task WriteAsync<T>(HttpContext context, T value, JsonTypeInfo<T> type) =>
        context.Response.WriteAsync(JsonSerializer.Serialize(value, type));
}
