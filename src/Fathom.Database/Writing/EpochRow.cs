using System.Data.Common;
using Fathom.Database.Engines;
using Fathom.Database.Faults;
using Fathom.Database.Reading;

namespace Fathom.Database.Writing;

/// <summary>The row that says which server may write (law 2), and whether the database is still the workspace's own.</summary>
internal static class EpochRow
{
    /// <summary>Takes the next epoch, durably: every server before it is refused from now on.</summary>
    /// <param name="connection">The writer's connection.</param>
    /// <param name="engine">Its engine.</param>
    /// <param name="options">The generation that is asked for, and the clock.</param>
    /// <param name="ours">The epoch this server held until its connection was lost; null where it starts.</param>
    /// <exception cref="EpochLostException">Another server has taken the workspace since.</exception>
    /// <exception cref="WorkspaceException">Another database is the workspace's.</exception>
    public static long Take(DbConnection connection, DatabaseEngine engine, WorkspaceDatabaseOptions options, long? ours)
    {
        long found = engine.BeginWrite(connection);
        try
        {
            RequireOwn(connection, engine.Name, options.Generation);
            if (ours is { } held && found != held)
            {
                throw new EpochLostException(engine.Name, held, found);
            }

            connection.Execute(
                "UPDATE server SET epoch = epoch + 1, started_utc = @now WHERE id = 1", new { now = UtcLabel.Now(options.Time) });
            engine.Commit(connection);
            return found + 1;
        }
        catch
        {
            engine.Rollback(connection);
            throw;
        }
    }

    /// <exception cref="WorkspaceException">Another database is the workspace's.</exception>
    public static void RequireOwn(DbConnection connection, string name, long? generation)
    {
        (long found, string? movedTo) = connection.SelectFirst(
            "SELECT generation, moved_to FROM server WHERE id = 1", null, row => (row.GetInt64(0), row.TextOrNull(1)));
        if (movedTo is not null)
        {
            throw new WorkspaceException(WorkspaceProblem.Moved, name, $"{name}: the workspace has moved to {movedTo}. Use that database.");
        }

        if (generation is { } expected && found != expected)
        {
            throw new WorkspaceException(WorkspaceProblem.Moved, name,
                $"{name}: the workspace's database is of generation {expected}, this one is of generation {found}: a move left it behind or was cut short. "
                + "Use the database that the workspace names.");
        }
    }
}
