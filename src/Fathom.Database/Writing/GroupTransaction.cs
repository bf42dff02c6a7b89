using System.Data.Common;
using Fathom.Database.Faults;

namespace Fathom.Database.Writing;

/// <summary>One commit shared by several works; each that uses the database has its own savepoint.</summary>
internal sealed class GroupTransaction(WriterSession session, WorkspaceDatabaseOptions options)
{
    /// <summary>Runs works for as long as <paramref name="next"/> gives some, then commits; returns only when the commit is durable.</summary>
    /// <exception cref="WorkspaceException">Nothing of the group was kept; or, where the connection was lost, its outcome is unknown.</exception>
    public void Run(List<PendingWork> group, Func<PendingWork?> next)
    {
        long began = options.Time.GetTimestamp();
        try
        {
            long found = session.Engine.BeginWrite(session.Connection);
            if (found != session.Epoch)
            {
                throw new EpochLostException(session.Engine.Name, session.Epoch, found);
            }

            RunOne(group[0]);
            while (next() is { } work)
            {
                group.Add(work);
                RunOne(work);
            }

            Flush();
            options.BeforeCommit?.Invoke();
            long ready = options.Time.GetTimestamp();
            session.Engine.Commit(session.Connection);
            SyncDelay.Wait(options.AddedSyncTime);
            options.Commits.Committed(group.Count, options.Time.GetElapsedTime(began), options.Time.GetElapsedTime(ready));
            session.Events.Committed();
        }
        catch (Exception thrown)
        {
            session.Engine.Rollback(session.Connection);
            session.Events.Forget();
            if (session.Engine.FaultOf(thrown) is { } fault)
            {
                throw fault;
            }

            throw;
        }
    }

    private void RunOne(PendingWork work)
    {
        int mark = session.Events.Mark;
        var transaction = new WriteTransaction(session, options.Time, work.AfterCommit);
        try
        {
            work.Run(transaction);
            if (transaction.HasSavepoint)
            {
                session.Engine.Release(session.Connection);
            }
        }
        catch (DbException thrown) when (!transaction.HasSavepoint && session.Engine.FaultOf(thrown) is null)
        {
            // Nothing marks where the work began: the transaction may be lost, and would be committed as if nothing were in it.
            throw new WorkspaceException(
                WorkspaceProblem.Busy, session.Engine.Name,
                $"{session.Engine.Name}: the database refused a question ({thrown.Message}); nothing of the write was kept. Repeat it.", thrown);
        }
        catch (Exception thrown) when (session.Engine.FaultOf(thrown) is null)
        {
            if (transaction.HasSavepoint)
            {
                session.Engine.RollbackTo(session.Connection);
            }

            session.Events.Truncate(mark);
            work.AfterCommit.Clear();
            work.Thrown = thrown;
        }
    }

    private void Flush()
    {
        try
        {
            for (int i = 0; i < session.Participants.Count; i++)
            {
                session.Participants[i].Flush(new WriteTransaction(session, options.Time, []));
            }

            session.Events.Flush(session.Connection, session.Epoch);
        }
        catch (Exception thrown) when (thrown is not WorkspaceException && session.Engine.FaultOf(thrown) is null)
        {
            throw new WorkspaceException(
                WorkspaceProblem.Inconsistent, session.Engine.Name,
                $"{session.Engine.Name}: the database refused what the server's memory wrote ({thrown.Message}). This server ends; everything "
                + "acknowledged is kept. Start again, and run 'fathom audit'.", thrown);
        }
    }
}
