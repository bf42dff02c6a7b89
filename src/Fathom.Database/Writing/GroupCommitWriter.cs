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
    private TaskCompletionSource _nextCommit = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private GroupCommitWriter(DatabaseEngine engine, WorkspaceDatabaseOptions options, WriterSession session)
    {
        (_engine, _options, _session, _epoch) = (engine, options, session, session.Epoch);
        _thread = new Thread(Loop) { IsBackground = true, Name = "workspace writer" };
        _thread.Start();
    }

    public long Epoch => Volatile.Read(ref _epoch);

    public Task<WorkspaceException> Fatal => _fatal.Task;

    public Task NextCommit => Volatile.Read(ref _nextCommit).Task;

    /// <exception cref="WorkspaceException">The database cannot be opened or taken.</exception>
    public static GroupCommitWriter Start(DatabaseEngine engine, WorkspaceDatabaseOptions options) =>
        new(engine, options, WriterSession.Open(engine, options, ours: null));

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
        _session?.Dispose();
        _queue.Dispose();
    }

    private void Loop()
    {
        var group = new List<PendingWork>();
        while (_queue.TryTake(out PendingWork? first, Timeout.Infinite))
        {
            group.Clear();
            group.Add(first);
            if (Commit(group))
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

    private PendingWork? More(int count, long began) =>
        count < _options.MaximumGroup && _options.Time.GetElapsedTime(began) < _options.MaximumGroupTime && _queue.TryTake(out PendingWork? more)
            ? more : null;

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

        if (fault.IsFatal)
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
