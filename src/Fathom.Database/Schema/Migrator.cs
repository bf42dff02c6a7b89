using System.Globalization;
using Fathom.Database.Faults;
using Microsoft.Data.Sqlite;

namespace Fathom.Database.Schema;

/// <summary>Brings a database to this program's schema: forward only, each step in one transaction with its version number.</summary>
internal static class Migrator
{
    public static int Newest => Migration.All.Count;

    /// <exception cref="WorkspaceException">The schema is newer than this program.</exception>
    public static void Migrate(SqliteConnection connection, string path)
    {
        RequireKnown(connection, path);
        foreach (Migration migration in Migration.All)
        {
            Apply(connection, migration);
        }
    }

    /// <exception cref="WorkspaceException">There is no database at the path, or not one of this program's schema.</exception>
    public static void RequireReadable(string path)
    {
        if (!File.Exists(path))
        {
            throw new WorkspaceException(WorkspaceProblem.Missing, path, $"{path}: there is no workspace here. Make one with 'fathom init'.");
        }

        try
        {
            using SqliteConnection connection = Connections.OpenReader(path, TimeSpan.FromSeconds(5));
            RequireKnown(connection, path);
            if (Version(connection) < Newest)
            {
                throw new WorkspaceException(WorkspaceProblem.Missing, path,
                    $"{path}: the workspace is at schema {Version(connection)}, this program reads {Newest}. Start 'fathom serve' once to bring it up to date.");
            }
        }
        catch (SqliteException fault)
        {
            throw SqliteFault.Translate(fault, path);
        }
    }

    private static void RequireKnown(SqliteConnection connection, string path)
    {
        int version = Version(connection);
        if (version > Newest)
        {
            throw new WorkspaceException(WorkspaceProblem.Newer, path,
                $"{path}: its schema is version {version}, this program knows up to {Newest}. Use the newer Fathom that wrote it.");
        }
    }

    private static void Apply(SqliteConnection connection, Migration migration)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        command.ExecuteNonQuery();
        try
        {
            // Read again under the lock: another process may have just done it.
            bool due = Version(connection) < migration.Version;
            command.CommandText = due
                ? $"{migration.Sql};\nPRAGMA user_version={migration.Version.ToString(CultureInfo.InvariantCulture)};\nCOMMIT"
                : "ROLLBACK";
            command.ExecuteNonQuery();
        }
        catch
        {
            command.CommandText = "ROLLBACK";
            command.ExecuteNonQuery();
            throw;
        }
    }

    private static int Version(SqliteConnection connection)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "PRAGMA user_version";
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}
