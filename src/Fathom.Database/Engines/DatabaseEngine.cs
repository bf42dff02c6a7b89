using System.Data.Common;
using Fathom.Database.Bulk;
using Fathom.Database.Faults;

namespace Fathom.Database.Engines;

/// <summary>One of the two databases, as the workspace needs it: connections, transactions, faults, bulk writes, versions.</summary>
internal abstract class DatabaseEngine : IDisposable
{
    /// <summary>What messages call it: the file, or the server's URL without secrets.</summary>
    public abstract string Name { get; }

    /// <summary>The engine of a location.</summary>
    /// <exception cref="WorkspaceException">The location cannot be understood.</exception>
    public static DatabaseEngine Of(DatabaseLocation location, WorkspaceDatabaseOptions options) => location.Url is { } url
        ? new Postgres.PostgresEngine(url, options)
        : new Sqlite.SqliteEngine(location.Text, options);

    /// <summary>Opens the one connection that writes; made durable at each commit.</summary>
    public abstract DbConnection OpenWriter();

    /// <summary>Opens a connection that refuses to write.</summary>
    public abstract DbConnection OpenReader();

    /// <summary>Begins the writer's transaction and gives the epoch found in it, which cannot change before its end.</summary>
    public abstract long BeginWrite(DbConnection writer);

    /// <summary>Begins a transaction that sees one snapshot.</summary>
    public abstract void BeginRead(DbConnection reader);

    /// <summary>Commits; returns when the commit is durable.</summary>
    public abstract void Commit(DbConnection connection);

    /// <summary>Rolls back, also where the engine already did.</summary>
    public abstract void Rollback(DbConnection connection);

    /// <summary>Begins a work's own part of the transaction.</summary>
    public abstract void Savepoint(DbConnection writer);

    /// <summary>Ends a work's part.</summary>
    public abstract void Release(DbConnection writer);

    /// <summary>Takes a work's part back.</summary>
    public abstract void RollbackTo(DbConnection writer);

    /// <summary>What follows a commit: keeps logs bounded. Called on the writer's thread, outside of a transaction.</summary>
    public abstract void Tidy(DbConnection writer);

    /// <summary>The workspace's problem behind an exception, or null where it is its caller's own mistake.</summary>
    public abstract WorkspaceException? FaultOf(Exception thrown);

    /// <summary>Whether the database is another process: each question is a round trip.</summary>
    public abstract bool IsRemote { get; }

    /// <summary>Writes rows.</summary>
    public abstract void Write(DbConnection writer, BulkRows rows, BulkVerb verb);

    /// <summary>Begins a transaction in which the schema may change; no other program changes it meanwhile.</summary>
    public abstract void BeginMigration(DbConnection writer);

    /// <summary>Ends it.</summary>
    public abstract void EndMigration(DbConnection writer);

    /// <summary>Version of the schema; 0 for an empty database.</summary>
    public abstract int Version(DbConnection connection);

    /// <summary>Notes the version, in the migration's transaction.</summary>
    public abstract void SetVersion(DbConnection writer, int version);

    /// <summary>The statements of a migration in the engine's words.</summary>
    public abstract string Words(Schema.Migration migration);

    /// <inheritdoc/>
    public abstract void Dispose();
}
