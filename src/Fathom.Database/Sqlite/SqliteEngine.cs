using System.Data.Common;
using Fathom.Database.Bulk;
using Fathom.Database.Engines;
using Fathom.Database.Faults;
using Fathom.Database.Reading;
using Fathom.Database.Schema;
using Microsoft.Data.Sqlite;

namespace Fathom.Database.Sqlite;

/// <summary>SQLite: a file beside the workspace, write-ahead log, full durability.</summary>
internal sealed class SqliteEngine(string path, WorkspaceDatabaseOptions options) : DatabaseEngine
{
    private const int Page = 4096;
    private readonly WalLimit _wal = new(path, options);

    public override string Name => path;

    public override DbConnection OpenWriter() => SqliteConnections.OpenWriter(path, options);

    public override DbConnection OpenReader() => SqliteConnections.OpenReader(path, options);

    public override long BeginWrite(DbConnection writer)
    {
        writer.Execute("BEGIN IMMEDIATE");
        return writer.SelectNumber("SELECT epoch FROM server WHERE id = 1");
    }

    public override void BeginRead(DbConnection reader) => reader.Execute("BEGIN");

    public override void Commit(DbConnection connection) => connection.Execute("COMMIT");

    public override void Rollback(DbConnection connection)
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

    public override void Savepoint(DbConnection writer) => writer.Execute("SAVEPOINT work");

    public override void Release(DbConnection writer) => writer.Execute("RELEASE work");

    public override void RollbackTo(DbConnection writer)
    {
        writer.Execute("ROLLBACK TO work");
        Release(writer);
    }

    public override void Tidy(DbConnection writer) => _wal.Keep(writer);

    public override WorkspaceException? FaultOf(Exception thrown) => thrown switch
    {
        SqliteException fault when SqliteFault.IsOfTheFile(fault) => SqliteFault.Translate(fault, path, IsFull()),
        _ => null,
    };

    /// <summary>Whether the disk of the database has less room than one page of it needs.</summary>
    private bool IsFull()
    {
        try
        {
            // A file system that has no size, such as /proc, is not full.
            var disk = new DriveInfo(Path.GetDirectoryName(Path.GetFullPath(path))!);
            return disk.TotalSize > 0 && disk.AvailableFreeSpace < Page;
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return false;
        }
    }

    public override bool IsRemote => false;

    public override void Write(DbConnection writer, BulkRows rows, BulkVerb verb) => SqliteBulk.Write((SqliteConnection)writer, rows, verb);

    public override void BeginMigration(DbConnection writer)
    {
        // A table that others refer to can be rebuilt only while nobody checks; BEGIN makes the pragma a no-op, so it comes first.
        writer.Execute("PRAGMA foreign_keys=0");
        writer.Execute("BEGIN IMMEDIATE");
    }

    public override void EndMigration(DbConnection writer) => writer.Execute("PRAGMA foreign_keys=1");

    public override int Version(DbConnection connection) => (int)connection.SelectNumber("PRAGMA user_version");

    public override void SetVersion(DbConnection writer, int version) =>
        writer.Execute(FormattableString.Invariant($"PRAGMA user_version={version}"));

    public override string Words(Migration migration) => migration.Sql;

    public override void Dispose()
    {
    }
}
