using System.Net.Sockets;
using Fathom.Database;
using Fathom.Database.Faults;
using Fathom.Database.Taking;
using Fathom.Production.Startup;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;

namespace Fathom.Portal.Server;

/// <summary>The server of a workspace: ledger, API, portal, and the pilots of this machine.</summary>
/// <remarks>One server a workspace (lock and epoch). It recovers what an earlier one left before it answers anybody.</remarks>
public sealed class FathomServer : IAsyncDisposable
{
    private readonly ServerOptions _options;
    private readonly WorkspaceLock _held;
    private readonly ServerParts _parts;
    private readonly WebApplication _app;
    private readonly ServerEngines _engines;
    private readonly Lock _gate = new();
    private Task? _stopping;

    private FathomServer(ServerOptions options, WorkspaceLock held, ServerParts parts, WebApplication app, ServerEngines engines, RecoveryReport recovered)
    {
        (_options, _held, _parts, _app, _engines, Recovered) = (options, held, parts, app, engines, recovered);
        Address = new Uri(app.Urls.First());
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>What it took up from the server before it.</summary>
    public RecoveryReport Recovered { get; }

    /// <summary>The services of the application, for tests.</summary>
    internal IServiceProvider Services => _app.Services;

    /// <summary>Takes the workspace, recovers, and starts to answer and to keep pilots.</summary>
    /// <exception cref="WorkspaceException">The workspace is missing, held by another server, read-only, full or damaged.</exception>
    /// <exception cref="PortInUseException">Another program has the port.</exception>
    public static async Task<FathomServer> StartAsync(ServerOptions options, CancellationToken cancellation = default)
    {
        options.Validate();
        var folders = new WorkspaceFolders(options.Workspace);
        if (!folders.Exists)
        {
            throw new WorkspaceException(
                WorkspaceProblem.Missing, folders.Root, $"{folders.Root}: there is no workspace here. Make one with 'fathom init'.");
        }

        var held = WorkspaceLock.Take(folders.Run, Holder(""));
        WorkspaceDatabase? database = null;
        try
        {
            var how = new WorkspaceDatabaseOptions { Time = options.Time, AddedSyncTime = options.AddedSyncTime };
            database = options.Database is { } place ? WorkspaceDatabase.Open(place, how) : WorkspaceDatabase.Open(folders, how);
            var parts = ServerParts.Compose(options, folders, database);
            await parts.Commands.Bulk.RecoverAsync();
            var recovered = await new Recovery(parts.Ledger, parts.Acceptance).RunAsync();
            var engines = new ServerEngines(options, parts.Secrets, new LedgerPilotDeaths(parts.Ledger, parts.Slots), parts.WorkOfAsync);
            var app = WebServer.Build(options, parts, engines);
            await ListenAsync(app, options.Port, cancellation);
            var server = new FathomServer(options, held, parts, app, engines, recovered);
            parts.PublishAt(options.Published ?? server.Address);
            held.Describe(Holder((options.Announced ?? server.Address).ToString()));
            server._engines.Start(options.Time);
            return server;
        }
        catch
        {
            database?.Dispose();
            held.Dispose();
            throw;
        }
    }

    /// <summary>Serves until told to stop, or until a fault ends it; stops in order and says why it ended.</summary>
    public async Task<ServerEnd> RunAsync(CancellationToken stop)
    {
        var told = Task.Delay(Timeout.InfiniteTimeSpan, _options.Time, stop);
        var first = await Task.WhenAny(told, _parts.Database.Fatal, _parts.Acceptance.Fatal, _parts.Workers.Fault, _engines.Runs);
        var end = first == told ? ServerEnd.Stopped
            : first == _parts.Database.Fatal ? ServerEnd.Of(await _parts.Database.Fatal)
            : first == _parts.Acceptance.Fatal ? ServerEnd.Of(await _parts.Acceptance.Fatal)
            : first == _parts.Workers.Fault ? ServerEnd.Of(await _parts.Workers.Fault)
            : ServerEnd.Of(_engines.Runs.Exception?.InnerException ?? new InvalidOperationException("An engine ended by itself."));
        await StopAsync(end == ServerEnd.Stopped);
        return end;
    }

    /// <summary>Stops at once, as after a fault: pilots keep their payload and find the next server.</summary>
    public ValueTask DisposeAsync() => new(StopAsync(drain: false));

    private static WorkspaceHolder Holder(string url) => new(Environment.ProcessId, Environment.MachineName, url);

    private static async Task ListenAsync(WebApplication app, int port, CancellationToken cancellation)
    {
        try
        {
            await app.StartAsync(cancellation);
        }
        catch (IOException fault) when (fault.InnerException is AddressInUseException or SocketException)
        {
            await app.DisposeAsync();
            throw new PortInUseException(port, fault);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Whoever stops first decides how; all others wait for the same end.</summary>
    private Task StopAsync(bool drain)
    {
        lock (_gate)
        {
            return _stopping ??= Task.Run(() => StopOnceAsync(drain));
        }
    }

    // Pilots end first, while the server still answers them; then the requests; then the database; the lock last.
    private async Task StopOnceAsync(bool drain)
    {
        // Pilots of a batch system keep their payloads and wait for the next server.
        _parts.Ledger.Draining = !_engines.OutliveServer;
        if (drain)
        {
            await _engines.DrainAsync(TimeSpan.FromSeconds(_options.DrainSeconds));
        }

        await _engines.DisposeAsync();
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _parts.DisposeAsync();
        _parts.Database.Dispose();
        _held.Dispose();
    }
}
