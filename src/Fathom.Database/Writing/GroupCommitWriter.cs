using System.Collections.Concurrent;
using Fathom.Database.Engines;
using Fathom.Database.Faults;

namespace Fathom.Database.Writing;

/// <summary>The one thread that writes. Works that arrive while a commit is being synced share the next one.</summary>
internal sealed class GroupCommitWriter : IDisposable
{
    private readonly BlockingCollection<PendingWork> _queue = [];
    private readonly TaskCompletionSource<WorkspaceException> _fatal = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly DatabaseEngine _engine;
    private readonly WorkspaceDatabaseOptions _options;
    private readonly Thread _thread;
    private WriterSession? _session;
    private long _epoch;

    // Taken from the queue, for the next round.
    private PendingWork? _held;
    private RefusedWrite? _lastRefused;
    private TaskCompletionSource _nextCommit = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private GroupCommitWriter(DatabaseEngine engine, WorkspaceDatabaseOptions options, WriterSession session)
    {
        (_engine, _options, _session, _epoch) = (engine, options, session, session.Epoch);
        _thread = new Thread(Loop) { IsBackground = true, Name = "workspace writer" };
        _thread.Start();
    }

    public long Epoch => Volatile.Read(ref _epoch);

    public Task<WorkspaceException> Fatal => _fatal.Task;

    public RefusedWrite? LastRefused => Volatile.Read(ref _lastRefused);

    public Task NextCommit => Volatile.Read(ref _nextCommit).Task;

    /// <exception cref="WorkspaceException">The database cannot be opened or taken.</exception>
    public static GroupCommitWriter Start(DatabaseEngine engine, WorkspaceDatabaseOptions options) =>
        new(engine, options, WriterSession.Open(engine, options, ours: null));

    public Task<T> WriteAsync<T>(Func<WriteTransaction, T> work)
    {
        var pending = new PendingWork<T>(work);
        Enqueue(pending);
        return pending.Task;
    }

    /// <summary>Runs a work between two groups, while nothing is written.</summary>
    public Task PauseAsync(Action<WriterSession> work)
    {
        var pending = new ExclusiveWork(work);
        Enqueue(pending);
        return pending.Task;
    }

    public void Dispose()
    {
        _queue.CompleteAdding();
        _thread.Join();
        _session?.Dispose();
        _queue.Dispose();
    }

    /// <summary>Writes nothing more, for a reason; called in a pause.</summary>
    public void End(WorkspaceException reason) => _fatal.TrySetResult(reason);

    private void Enqueue(PendingWork pending)
    {
        try
        {
            _queue.Add(pending);
        }
        catch (InvalidOperationException)
        {
            // Closed for more: by Dispose, or by a fault that the caller learns here.
            pending.Fail(_fatal.Task.IsCompletedSuccessfully ? _fatal.Task.Result : new ObjectDisposedException(nameof(WorkspaceDatabase)));
        }
    }

    private void Loop()
    {
        var group = new List<PendingWork>();
        while (_held is not null || _queue.TryTake(out _held, Timeout.Infinite))
        {
            group.Clear();
            group.Add(_held);
            _held = null;
            if (group[0] is ExclusiveWork alone)
            {
                RunAlone(alone);
            }
            else if (Commit(group))
            {
                Guard(() => _engine.Tidy(_session!.Connection));
            }

            if (_fatal.Task.IsCompleted)
            {
                Refuse();
            }
        }
    }

    private bool Commit(List<PendingWork> group)
    {
        if (Guard(Connect) is { } unreachable)
        {
            group.ForEach(work => work.Fail(unreachable));
            return false;
        }

        long began = _options.Time.GetTimestamp();
        WorkspaceException? fault = Guard(() => new GroupTransaction(_session!, _options).Run(group, () => More(group.Count, began)));
        IGroupParticipant[] participants = _session!.Dismiss();
        if (fault is not null)
        {
            Array.ForEach(participants, participant => participant.Failed(fault));
            group.ForEach(work => work.Fail(fault));
            DropLostSession(fault);
            return false;
        }

        Array.ForEach(participants, participant => participant.Committed());
        foreach (PendingWork work in group)
        {
            work.AfterCommit.ForEach(action => action());
            work.Complete();
        }

        Interlocked.Exchange(ref _nextCommit, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
        return true;
    }

    private PendingWork? More(int count, long began)
    {
        if (count >= _options.MaximumGroup || _options.Time.GetElapsedTime(began) >= _options.MaximumGroupTime
            || !_queue.TryTake(out PendingWork? more))
        {
            return null;
        }

        if (more is ExclusiveWork)
        {
            _held = more;
            return null;
        }

        return more;
    }

    private void RunAlone(ExclusiveWork work)
    {
        if (Guard(Connect) is { } unreachable)
        {
            work.Fail(unreachable);
            return;
        }

        work.Run(_session!);
        work.Complete();
        if (work.Thrown is { } thrown && _engine.FaultOf(thrown) is { } fault)
        {
            DropLostSession(fault);
        }
    }

    /// <summary>After a lost connection: connects again under the next epoch, unless another server came between.</summary>
    private void Connect()
    {
        if (_session is null)
        {
            _session = WriterSession.Open(_engine, _options, Epoch);
            Volatile.Write(ref _epoch, _session.Epoch);
        }
    }

    private void DropLostSession(WorkspaceException fault)
    {
        if (fault.Problem == WorkspaceProblem.Lost)
        {
            _session!.Dispose();
            _session = null;
        }
    }

    private WorkspaceException? Guard(Action action)
    {
        WorkspaceException? fault;
        try
        {
            action();
            return null;
        }
        catch (WorkspaceException known)
        {
            fault = known;
        }
        catch (Exception thrown) when (_engine.FaultOf(thrown) is { } translated)
        {
            fault = translated;
        }

        Volatile.Write(ref _lastRefused, new RefusedWrite(_options.Time.GetUtcNow(), fault));
        if (fault.IsFatal)
        {
            _fatal.TrySetResult(fault);
        }

        return fault;
    }

    private void Refuse()
    {
        _queue.CompleteAdding();
        _held?.Fail(_fatal.Task.Result);
        _held = null;
        while (_queue.TryTake(out PendingWork? work))
        {
            work.Fail(_fatal.Task.Result);
        }
    }
}
