using System.Data.Common;
using Fathom.Database.Bulk;
using Fathom.Database.Engines;
using Fathom.Database.Faults;
using Fathom.Database.Reading;
using Fathom.Database.Schema;
using Fathom.Database.Sqlite;

namespace Fathom.Database.Moving;

/// <summary>The database that a copy goes into: empty at first, refused by every server until the copy is whole.</summary>
internal sealed class CopyTarget : IDisposable
{
    // An extension's tables are no one's data.
    private const string OtherTables =
        """
        SELECT 1 FROM pg_class t WHERE t.relkind IN ('r', 'p') AND t.relnamespace = current_schema()::regnamespace
        AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = t.oid AND d.deptype = 'e') LIMIT 1
        """;

    private readonly DatabaseLocation _location;

    private CopyTarget(DatabaseLocation location, DatabaseEngine engine, DbConnection connection) =>
        (_location, Engine, Connection) = (location, engine, connection);

    public DatabaseEngine Engine { get; }

    public DbConnection Connection { get; }

    /// <summary>Opens the place of a move and makes the schema. What an interrupted move of the same workspace left there, or the
    /// database that it moved away from, is deleted.</summary>
    /// <param name="location">Where; a SQLite file is made anew.</param>
    /// <param name="workspace">The workspace's id.</param>
    /// <param name="generation">The copy's generation.</param>
    /// <param name="options">How connections are opened.</param>
    /// <exception cref="WorkspaceException">Other data are there, or this workspace's that are in use.</exception>
    public static CopyTarget Open(DatabaseLocation location, string workspace, long generation, WorkspaceDatabaseOptions options) =>
        Make(location, workspace, generation, options, found => found.MovedTo is not null || found.Generation == generation);

    /// <summary>Opens the place of a restore and makes the schema. Two folders may hold the workspace of one backup, so that its id
    /// proves nothing: only what was never finished is deleted.</summary>
    /// <inheritdoc cref="Open"/>
    public static CopyTarget OpenEmpty(DatabaseLocation location, string workspace, long generation, WorkspaceDatabaseOptions options) =>
        Make(location, workspace, generation, options, found => found.MovedTo == ServerRow.Incoming);

    /// <summary>Opens a database that is whole already, to finish it.</summary>
    /// <exception cref="WorkspaceException">It cannot be opened.</exception>
    public static CopyTarget OpenWhole(DatabaseLocation location, WorkspaceDatabaseOptions options)
    {
        var engine = DatabaseEngine.Of(location, options);
        return new CopyTarget(location, engine, engine.OpenWriter());
    }

    private static CopyTarget Make(
        DatabaseLocation location, string workspace, long generation, WorkspaceDatabaseOptions options, Predicate<ServerRow> mayGo)
    {
        if (!location.IsPostgres)
        {
            DeleteFiles(location.Text);
            MakePrivate(location.Text);
        }

        var engine = DatabaseEngine.Of(location, options);
        DbConnection? connection = null;
        try
        {
            connection = engine.OpenWriter();
            if (location.IsPostgres)
            {
                Empty(connection, engine, workspace, mayGo);
            }

            Migrator.Migrate(connection, engine);
            new ServerRow(0, workspace, generation, ServerRow.Incoming).Write(connection);
            return new CopyTarget(location, engine, connection);
        }
        catch (Exception thrown)
        {
            connection?.Dispose();
            throw engine.FaultOf(thrown) ?? thrown;
        }
    }

    /// <summary>Makes the copy one that a server may open, durably.</summary>
    public void Finish(ServerRow row)
    {
        if (_location.IsPostgres)
        {
            ContinueNumbering();
        }

        row.Write(Connection);
        if (!_location.IsPostgres)
        {
            // Everything into the one file, and its name into the folder.
            SqliteConnections.Pragma((Microsoft.Data.Sqlite.SqliteConnection)Connection, "wal_checkpoint(TRUNCATE)");
            DurableFile.SyncFolder(Path.GetDirectoryName(_location.Text)!);
        }
    }

    public void Dispose()
    {
        Connection.Dispose();
        Engine.Dispose();
    }

    /// <summary>Deletes a SQLite database with its logs.</summary>
    public static void DeleteFiles(string path)
    {
        foreach (string suffix in new[] { "", "-wal", "-shm", "-journal" })
        {
            File.Delete(path + suffix);
        }
    }

    /// <summary>Makes an empty file that its owner alone may read; the logs beside it take over its mode.</summary>
    public static void MakePrivate(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        new FileStream(path, options).Dispose();
    }

    /// <summary>Rows that number themselves go on after the highest number.</summary>
    private void ContinueNumbering()
    {
        foreach ((string table, string column) in Connection.Select(
            """
            SELECT t.relname, c.attname FROM pg_class t JOIN pg_attribute c ON c.attrelid = t.oid AND c.attidentity = 'd'
            WHERE t.relkind = 'r' AND t.relnamespace = current_schema()::regnamespace
            """,
            null, row => (row.GetString(0), row.GetString(1))))
        {
            Connection.SelectNumber($"SELECT setval(pg_get_serial_sequence('{table}', '{column}')::regclass, (SELECT max({column}) FROM {table}))");
        }
    }

    /// <summary>Deletes what a copy that was cut short left; refuses everything else.</summary>
    private static void Empty(DbConnection connection, DatabaseEngine engine, string workspace, Predicate<ServerRow> mayGo)
    {
        if (engine.Version(connection) == 0)
        {
            if (connection.Exists(OtherTables))
            {
                throw Taken(engine, "tables that are not Fathom's");
            }

            return;
        }

        ServerRow found = ServerRow.Read(connection);
        // One that no server ever took is a copy's that ended before its first row.
        if (found is not { Workspace: "", Epoch: 0 })
        {
            if (found.Workspace != workspace)
            {
                throw Taken(engine, "one of another workspace");
            }

            if (!mayGo(found))
            {
                throw Taken(engine, "one of this workspace, that may be in use");
            }
        }

        connection.Execute("BEGIN");
        foreach (BulkTable table in TableShape.Of(connection, isPostgres: true).Reverse())
        {
            connection.Execute($"DROP TABLE {table.Name} CASCADE");
        }

        connection.Execute("DROP TABLE server");
        connection.Execute("DROP TABLE schema_version");
        connection.Execute("COMMIT");
    }

    private static WorkspaceException Taken(DatabaseEngine engine, string found) => new(
        WorkspaceProblem.Taken, engine.Name, $"{engine.Name}: expected an empty database, found {found}. Make a new database and name that.");
}
