using System.Collections.Concurrent;
using Fathom.Database.Faults;
using Fathom.Database.Schema;
using Microsoft.Data.Sqlite;

namespace Fathom.Database.Writing;

/// <summary>The one thread that writes. Works that arrive while a commit is being synced share the next one.</summary>
internal sealed class GroupCommitWriter : IDisposable
{
    private const int CheckpointEvery = 64;
    private readonly BlockingCollection<PendingWork> _queue = [];
    private readonly TaskCompletionSource<WorkspaceException> _fatal = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string _path;
    private readonly WorkspaceDatabaseOptions _options;
    private readonly SqliteConnection _connection;
    private readonly Thread _thread;
    private TaskCompletionSource _nextCommit = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private GroupCommitWriter(string path, WorkspaceDatabaseOptions options, SqliteConnection connection, long epoch)
    {
        (_path, _options, _connection, Epoch) = (path, options, connection, epoch);
        _thread = new Thread(Loop) { IsBackground = true, Name = "workspace writer" };
        _thread.Start();
    }

    public long Epoch { get; }

    public Task<WorkspaceException> Fatal => _fatal.Task;

    public Task NextCommit => Volatile.Read(ref _nextCommit).Task;

    /// <exception cref="WorkspaceException">The database cannot be opened or taken.</exception>
    public static GroupCommitWriter Start(string path, WorkspaceDatabaseOptions options)
    {
        SqliteConnection? connection = null;
        try
        {
            connection = Connections.OpenWriter(path, options.BusyTimeout);
            Migrator.Migrate(connection, path);
            return new GroupCommitWriter(path, options, connection, EpochRow.Take(connection, options.Time));
        }
        catch (SqliteException fault)
        {
            connection?.Dispose();
            throw SqliteFault.Translate(fault, path);
        }
        catch
        {
            connection?.Dispose();
            throw;
        }
    }

    public Task<T> WriteAsync<T>(Func<WriteTransaction, T> work)
    {
        var pending = new PendingWork<T>(work);
        try
        {
            _queue.Add(pending);
        }
        catch (InvalidOperationException)
        {
            // Closed for more: by Dispose, or by a fault that the caller learns here.
            pending.Fail(_fatal.Task.IsCompletedSuccessfully ? _fatal.Task.Result : new ObjectDisposedException(nameof(WorkspaceDatabase)));
        }

        return pending.Task;
    }

    public void Dispose()
    {
        _queue.CompleteAdding();
        _thread.Join();
        _connection.Dispose();
        _queue.Dispose();
    }

    private void Loop()
    {
        var group = new List<PendingWork>();
        int sinceCheckpoint = 0;
        while (_queue.TryTake(out PendingWork? first, Timeout.Infinite))
        {
            group.Clear();
            group.Add(first);
            while (group.Count < _options.MaximumGroup && _queue.TryTake(out PendingWork? more))
            {
                group.Add(more);
            }

            if (Commit(group) && ++sinceCheckpoint >= CheckpointEvery)
            {
                sinceCheckpoint = 0;
                Guard(() => Connections.Pragma(_connection, "wal_checkpoint(PASSIVE)"));
            }

            if (_fatal.Task.IsCompleted)
            {
                Refuse();
            }
        }
    }

    private bool Commit(List<PendingWork> group)
    {
        var transaction = new GroupTransaction(_connection, _path, Epoch, _options);
        WorkspaceException? fault = Guard(() => transaction.Run(group));
        if (fault is not null)
        {
            group.ForEach(work => work.Fail(fault));
            return false;
        }

        foreach (PendingWork work in group)
        {
            work.AfterCommit.ForEach(action => action());
            work.Complete();
        }

        Interlocked.Exchange(ref _nextCommit, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
        return true;
    }

    private WorkspaceException? Guard(Action action)
    {
        WorkspaceException? fault = null;
        try
        {
            action();
        }
        catch (WorkspaceException lost)
        {
            fault = lost;
        }
        catch (SqliteException failed)
        {
            fault = SqliteFault.Translate(failed, _path);
        }

        if (fault is { IsFatal: true })
        {
            _fatal.TrySetResult(fault);
        }

        return fault;
    }

    private void Refuse()
    {
        _queue.CompleteAdding();
        while (_queue.TryTake(out PendingWork? work))
        {
            work.Fail(_fatal.Task.Result);
        }
    }
}
