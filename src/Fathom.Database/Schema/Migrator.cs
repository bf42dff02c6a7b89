using System.Data.Common;
using Fathom.Database.Engines;
using Fathom.Database.Faults;

namespace Fathom.Database.Schema;

/// <summary>Brings a database to this program's schema: forward only, each step in one transaction with its version number.</summary>
internal static class Migrator
{
    public static int Newest => Migration.All.Count;

    /// <exception cref="WorkspaceException">The schema is newer than this program.</exception>
    public static void Migrate(DbConnection connection, DatabaseEngine engine)
    {
        if (RequireKnown(connection, engine) == Newest)
        {
            return;
        }

        foreach (Migration migration in Migration.All)
        {
            Apply(connection, engine, migration);
        }
    }

    /// <exception cref="WorkspaceException">The database is not of this program's schema.</exception>
    public static void RequireReadable(DbConnection connection, DatabaseEngine engine)
    {
        int version = RequireKnown(connection, engine);
        if (version < Newest)
        {
            throw new WorkspaceException(WorkspaceProblem.Missing, engine.Name,
                $"{engine.Name}: the workspace is at schema {version}, this program reads {Newest}. Start 'fathom serve' once to bring it up to date.");
        }
    }

    private static int RequireKnown(DbConnection connection, DatabaseEngine engine)
    {
        int version = engine.Version(connection);
        return version <= Newest ? version : throw new WorkspaceException(WorkspaceProblem.Newer, engine.Name,
            $"{engine.Name}: its schema is version {version}, this program knows up to {Newest}. Use the newer Fathom that wrote it.");
    }

    private static void Apply(DbConnection connection, DatabaseEngine engine, Migration migration)
    {
        engine.BeginMigration(connection);
        try
        {
            // Read again under the lock: another process may have just done it.
            if (engine.Version(connection) < migration.Version)
            {
                Script(connection, engine.Words(migration));
                migration.Carry?.Invoke(connection, engine);
                engine.SetVersion(connection, migration.Version);
            }

            engine.Commit(connection);
        }
        catch
        {
            engine.Rollback(connection);
            throw;
        }

        engine.EndMigration(connection);
    }

    private static void Script(DbConnection connection, string sql)
    {
        using DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
