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

    /// <summary>The only token that counts, where it is not that of the last registration.</summary>
    public volatile string? Token;

    /// <summary>True: a pilot that was given up may register with the token it has.</summary>
    public bool ReRegisters { get; set; }

    public Func<LeaseReference, bool> Stale { get; set; } = _ => false;

    public ConcurrentQueue<long> Ended { get; } = new();

    public ConcurrentQueue<(string Route, string Id)> RequestIds { get; } = new();

    /// <summary>Answers instead of the server where it returns a status.</summary>
    public Func<string, int?> Interfere { get; set; } = _ => null;

    public Func<Heartbeat, HeartbeatReply> OnHeartbeat { get; set; } = _ => new HeartbeatReply([], false);

    public volatile bool Drain;

    /// <summary>True: a server of this version, which gives several jobs and takes several events in a request.</summary>
    public bool Batches { get; set; }

    /// <summary>Jobs given in each answer.</summary>
    public ConcurrentQueue<int> Given { get; } = new();

    public ConcurrentQueue<LeaseRequest> Asked { get; } = new();

    /// <summary>Events in each request.</summary>
    public ConcurrentQueue<int> EventBatches { get; } = new();

    /// <summary>Outputs that came through the server: path with the element, token, bytes.</summary>
    public ConcurrentQueue<(string Path, string Token, byte[] Bytes)> Outputs { get; } = new();

    /// <summary>Whole logs, compressed.</summary>
    public ConcurrentQueue<(string Route, string Token, bool Failed, byte[] Bytes)> Logs { get; } = new();

    /// <summary>What is given by its hash.</summary>
    public ConcurrentDictionary<string, byte[]> Content { get; } = new();

    public ConcurrentQueue<PeekedLog> Peeked { get; } = new();

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
            case Routes.Register when ReRegisters && Bearer(context).StartsWith("token-", StringComparison.Ordinal):
                Registrations.Enqueue(await ReadAsync(context, json.PilotRegistration));
                await WriteAsync(context, new PilotWelcome(Registrations.Count, $"token-{Registrations.Count}", 0.05, 1), json.PilotWelcome);
                break;
            case Routes.Register:
                context.Response.StatusCode = 401;
                break;
            case var _ when route.StartsWith("/api/storage/", StringComparison.Ordinal):
                await TakeOutputAsync(context, route["/api/storage/".Length..]);
                break;
            case var _ when route.EndsWith("/log", StringComparison.Ordinal):
                await TakeLogAsync(context, route);
                break;
            case var _ when Bearer(context) != (Token ?? $"token-{Registrations.Count}"):
                context.Response.StatusCode = 401;
                break;
            case var _ when route.StartsWith("/api/content/", StringComparison.Ordinal):
                context.Response.StatusCode = Content.TryGetValue(route["/api/content/".Length..], out var content) ? 200 : 404;
                await context.Response.Body.WriteAsync(content ?? []);
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
                await WriteAsync(context, Lease(await ReadAsync(context, json.LeaseRequest)), json.LeaseReply);
                break;
            case var _ when route.EndsWith("/events", StringComparison.Ordinal) && Batches:
                await WriteAsync(context, Take(await ReadAsync(context, json.PilotEvents)), json.PilotEventsReply);
                break;
            case var _ when route.EndsWith("/heartbeat", StringComparison.Ordinal):
                var beat = await ReadAsync(context, json.Heartbeat);
                Heartbeats.Enqueue(beat);
                (beat.Peeks ?? []).ToList().ForEach(Peeked.Enqueue);
                await WriteAsync(context, OnHeartbeat(beat), json.HeartbeatReply);
                break;
            default:
                Ended.Enqueue(Registrations.Count);
                context.Response.StatusCode = 204;
                break;
        }
    }

    private async Task TakeOutputAsync(HttpContext context, string path)
    {
        Assert.Equal("PUT", context.Request.Method);
        var bytes = new MemoryStream();
        await context.Request.Body.CopyToAsync(bytes);
        Outputs.Enqueue((path, Bearer(context), bytes.ToArray()));
        await WriteAsync(
            context, new CreatedOutput(bytes.Length, Fathom.Storage.Checksums.Adler32.Format(Fathom.Storage.Checksums.Adler32.Of(bytes.ToArray()))), ProtocolJson.Default.CreatedOutput);
    }

    private async Task TakeLogAsync(HttpContext context, string route)
    {
        Assert.Empty(Uploaded.Concat<object>(Failed)); // the log comes first
        var bytes = new MemoryStream();
        await context.Request.Body.CopyToAsync(bytes);
        Assert.Equal(context.Request.Headers[Routes.LogHashHeader], Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes.ToArray())));
        Logs.Enqueue((route, Bearer(context), context.Request.Query["failed"] == "true", bytes.ToArray()));
        context.Response.StatusCode = 204;
    }

    private LeaseReply Lease(LeaseRequest request)
    {
        Asked.Enqueue(request);
        var jobs = new List<LeasedJob>();
        while (jobs.Count < (Batches ? request.Count ?? 1 : 1) && Jobs.TryDequeue(out var job))
        {
            jobs.Add(job);
        }
        Given.Enqueue(jobs.Count);
        var drain = Drain && jobs.Count == 0;
        return Batches ? new LeaseReply(null, 0.02, drain, jobs) : new LeaseReply(jobs.FirstOrDefault(), 0.02, drain);
    }

    private PilotEventsReply Take(PilotEvents events)
    {
        EventBatches.Enqueue(events.Events.Count);
        return new PilotEventsReply([.. events.Events.Select(Take)]);
    }

    private AcceptanceReply Take(PilotEvent about)
    {
        Assert.True(about.IsSound);
        if (about.Started is { } started)
        {
            Started.Enqueue(started);
            return new AcceptanceReply(!Stale(started.Fence), "");
        }
        if (about.Failed is { } failed)
        {
            Failed.Enqueue(failed);
            return new AcceptanceReply(true, "");
        }
        Assert.Contains(Started, earlier => earlier.Fence == about.Uploaded!.Fence); // the server hears of the start first
        Uploaded.Enqueue(about.Uploaded!);
        return new AcceptanceReply(true, "");
    }

    private static string Bearer(HttpContext context) => context.Request.Headers.Authorization.ToString().Replace("Bearer ", "", StringComparison.Ordinal);

    private static async Task<T> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type) =>
        (await JsonSerializer.DeserializeAsync(context.Request.Body, type))!;

    private static Task WriteAsync<T>(HttpContext context, T value, JsonTypeInfo<T> type) =>
        context.Response.WriteAsync(JsonSerializer.Serialize(value, type));
}
