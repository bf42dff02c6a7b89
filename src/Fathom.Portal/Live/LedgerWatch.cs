using Fathom.Database;
using Fathom.Database.Log;
using Fathom.Database.Reading;

namespace Fathom.Portal.Live;

/// <summary>Watches the ledger and tells waiting pages that it changed, at most twice a second.</summary>
public sealed class LedgerWatch
{
    /// <summary>Shortest time between two ticks.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private const string OtherRows = "SELECT (SELECT count(*) FROM run) + (SELECT count(*) FROM good_run_list)";

    private readonly WorkspaceDatabase _database;
    private readonly TimeProvider _time;
    private readonly Lock _publishing = new();
    private string _ledger;
    private int _stirs;
    private volatile State _state;

    /// <summary>Makes the watch of a database.</summary>
    public LedgerWatch(WorkspaceDatabase database, TimeProvider time)
    {
        _database = database;
        _time = time;
        _ledger = Read();
        _state = new State(_ledger, NewSource());
    }

    /// <summary>The ledger's version: changes with every event, with every start of the server, and as <see cref="Stir"/> says.</summary>
    public string Version => _state.Version;

    /// <summary>Completes when the version is no longer the one given.</summary>
    public Task ChangedFrom(string version)
    {
        var state = _state;
        return state.Version == version ? state.Next.Task : Task.CompletedTask;
    }

    /// <summary>Something changed that pages show and the ledger does not have, such as that a storage element is away.</summary>
    public void Stir()
    {
        lock (_publishing)
        {
            _stirs++;
            Publish();
        }
    }

    /// <summary>Watches until cancelled, or until the database commits no more.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                var next = _database.NextCommit;
                string ledger = Read();
                lock (_publishing)
                {
                    _ledger = ledger;
                    Publish();
                }
                await next.WaitAsync(cancellation);
                await Task.Delay(Pause, _time, cancellation);
            }
        }
        catch (OperationCanceledException)
        {
            // told to, or the writer has ended and tells why itself
        }
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private string Read()
        => FormattableString.Invariant(
            $"{_database.Epoch}.{_database.Read(connection => EventLog.Newest(connection) + connection.SelectNumber(OtherRows))}");

    private void Publish()
    {
        var version = _stirs == 0 ? _ledger : FormattableString.Invariant($"{_ledger}.{_stirs}");
        var before = _state;
        if (before.Version != version)
        {
            _state = new State(version, NewSource());
            before.Next.SetResult();
        }
    }

    private sealed record State(string Version, TaskCompletionSource Next);
}
