using Dapper;
using Fathom.Database.Faults;
using Microsoft.Data.Sqlite;

namespace Fathom.Database.Writing;

/// <summary>One commit shared by several works, each in its own savepoint.</summary>
internal sealed class GroupTransaction(SqliteConnection connection, string path, long epoch, WorkspaceDatabaseOptions options)
{
    /// <summary>Runs the works and commits; returns only when the commit is durable.</summary>
    /// <exception cref="SqliteException">Nothing of the group was kept.</exception>
    /// <exception cref="EpochLostException">Nothing of the group was kept.</exception>
    public void Run(List<PendingWork> group)
    {
        long began = options.Time.GetTimestamp();
        connection.Execute("BEGIN IMMEDIATE");
        try
        {
            EpochRow.Require(connection, path, epoch);
            group.ForEach(RunOne);
            options.BeforeCommit?.Invoke();
            long ready = options.Time.GetTimestamp();
            connection.Execute("COMMIT");
            options.Commits.Committed(group.Count, options.Time.GetElapsedTime(began), options.Time.GetElapsedTime(ready));
        }
        catch
        {
            Rollback();
            throw;
        }
    }

    private void RunOne(PendingWork work)
    {
        connection.Execute("SAVEPOINT work");
        try
        {
            work.Run(new WriteTransaction(connection, epoch, options.Time, work.AfterCommit));
            connection.Execute("RELEASE work");
        }
        catch (SqliteException fault) when (SqliteFault.IsOfTheFile(fault))
        {
            // SQLite may have rolled back the whole transaction by itself: the group fails together.
            throw;
        }
        catch (Exception thrown)
        {
            connection.Execute("ROLLBACK TO work");
            connection.Execute("RELEASE work");
            work.AfterCommit.Clear();
            work.Thrown = thrown;
        }
    }

    private void Rollback()
    {
        try
        {
            connection.Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // SQLite already rolled back when the fault came; the fault itself is what the caller hears.
        }
    }
}
