using System.Data.Common;
using Fathom.Database.Bulk;
using Fathom.Database.Engines;
using Fathom.Database.Faults;
using Fathom.Database.Reading;
using Fathom.Database.Schema;
using Npgsql;

namespace Fathom.Database.Postgres;

/// <summary>PostgreSQL 15 or later: one writing session that holds a lock of its own, readers on snapshots.</summary>
internal sealed class PostgresEngine(PostgresUrl url, WorkspaceDatabaseOptions options) : DatabaseEngine
{
    // "FATHOM", then which lock.
    private const long ServerLock = 0x46_41_54_48_4F_4D_01, MigrationLock = 0x46_41_54_48_4F_4D_02;
    private int _writerProcess;

    public override string Name => url.Name;

    public override DbConnection OpenWriter()
    {
        NpgsqlConnection connection = Open("-c synchronous_commit=on");
        try
        {
            EndOwnSession(connection);
            if (!options.IgnoreSessionLock)
            {
                TakeSessionLock(connection);
            }

            _writerProcess = connection.ProcessID;
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public override DbConnection OpenReader() => Open("-c default_transaction_read_only=on");

    public override long BeginWrite(DbConnection writer)
    {
        writer.Execute("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE");
        return writer.SelectNumber("SELECT epoch FROM server WHERE id = 1 FOR UPDATE");
    }

    public override void BeginRead(DbConnection reader) => reader.Execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");

    public override void Commit(DbConnection connection) => connection.Execute("COMMIT");

    public override void Rollback(DbConnection connection)
    {
        try
        {
            connection.Execute("ROLLBACK");
        }
        catch (Exception fault) when (FaultOf(fault) is not null)
        {
            // The connection is gone, and the transaction with it.
        }
    }

    public override void Savepoint(DbConnection writer) => writer.Execute("SAVEPOINT work");

    public override void Release(DbConnection writer) => writer.Execute("RELEASE SAVEPOINT work");

    public override void RollbackTo(DbConnection writer)
    {
        writer.Execute("ROLLBACK TO SAVEPOINT work");
        Release(writer);
    }

    public override void Tidy(DbConnection writer)
    {
        // The server's own work.
    }

    public override WorkspaceException? FaultOf(Exception thrown) => PostgresFault.Translate(thrown, Name);

    public override bool IsRemote => true;

    public override void Write(DbConnection writer, BulkRows rows, BulkVerb verb)
    {
        if (verb == BulkVerb.Insert && rows.Count >= PostgresCopy.Worthwhile)
        {
            PostgresCopy.Write((NpgsqlConnection)writer, rows);
        }
        else
        {
            PostgresBulk.Write((NpgsqlConnection)writer, rows, verb);
        }
    }

    public override void BeginMigration(DbConnection writer)
    {
        writer.Execute("BEGIN");
        writer.Execute("SELECT pg_advisory_xact_lock(@MigrationLock)", new { MigrationLock });
    }

    public override void EndMigration(DbConnection writer)
    {
    }

    public override int Version(DbConnection connection) =>
        connection.Exists("SELECT 1 FROM pg_catalog.pg_class WHERE oid = to_regclass('schema_version')")
            ? (int)connection.SelectNumber("SELECT version FROM schema_version")
            : 0;

    public override void SetVersion(DbConnection writer, int version)
    {
        writer.Execute("CREATE TABLE IF NOT EXISTS schema_version (version BIGINT NOT NULL)");
        writer.Execute("DELETE FROM schema_version");
        writer.Execute("INSERT INTO schema_version (version) VALUES (@version)", new { version });
    }

    public override string Words(Migration migration) => PostgresWords.Of(migration.Sql) + migration.PostgresSql;

    public override void Dispose()
    {
    }

    private NpgsqlConnection Open(string sessionOptions)
    {
        NpgsqlConnectionStringBuilder settings = url.Settings(options.BusyTimeout);
        settings.Options = sessionOptions;
        var connection = new NpgsqlConnection(settings.ConnectionString);
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Ends this server's own session of before, which the database may still hold after the connection was lost.</summary>
    private void EndOwnSession(NpgsqlConnection connection)
    {
        if (_writerProcess != 0)
        {
            connection.SelectNumber(
                """
                SELECT CASE WHEN pg_terminate_backend(l.pid, 5000) THEN 1 ELSE 0 END FROM pg_locks l
                WHERE l.locktype = 'advisory' AND l.pid = @pid AND ((l.classid::bigint << 32) | l.objid::bigint) = @ServerLock
                  AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
                """,
                new { pid = _writerProcess, ServerLock });
        }
    }

    private void TakeSessionLock(NpgsqlConnection connection)
    {
        try
        {
            // The database may take a moment to notice that the server before this one has ended.
            connection.Execute("SET lock_timeout = '2s'");
            connection.Execute("SELECT pg_advisory_lock(@ServerLock)", new { ServerLock });
            connection.Execute("RESET lock_timeout");
        }
        catch (PostgresException held) when (held.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            throw new WorkspaceException(
                WorkspaceProblem.Taken, Name, $"{Name}: another Fathom server holds this database. Use that server, or end it first.", held);
        }
    }
}
