using System.Data.Common;
using Fathom.Database.Engines;
using Fathom.Database.Faults;
using Fathom.Database.Log;
using Fathom.Database.Measuring;
using Fathom.Database.Moving;
using Fathom.Database.Reading;
using Fathom.Database.Schema;
using Fathom.Database.Writing;

namespace Fathom.Database;

/// <summary>The database of a workspace: one writer with group commit, any number of readers, full durability; SQLite or PostgreSQL.</summary>
public sealed class WorkspaceDatabase : IDisposable
{
    private readonly DatabaseEngine _engine;
    private readonly GroupCommitWriter? _writer;
    private readonly ReadPool _readers;

    private WorkspaceDatabase(DatabaseLocation location, DatabaseEngine engine, WorkspaceDatabaseOptions options, GroupCommitWriter? writer)
    {
        (Location, Time, _engine, _writer) = (location, options.Time, engine, writer);
        Commits = options.Commits;
        _readers = new ReadPool(engine, options);
    }

    /// <summary>Where the database is.</summary>
    public DatabaseLocation Location { get; }

    /// <summary>What messages call the database: its file, or its URL without secrets.</summary>
    public string Path => _engine.Name;

    /// <summary>The clock that labels what is written.</summary>
    public TimeProvider Time { get; }

    /// <summary>What the commits of this process took.</summary>
    public CommitMeter Commits { get; }

    /// <summary>The epoch under which this process writes; 0 where it only reads.</summary>
    public long Epoch => _writer?.Epoch ?? 0;

    /// <summary>Completes, with the reason, when the writer can go on no longer and the server must end (laws 2 and 4).</summary>
    public Task<WorkspaceException> Fatal => _writer?.Fatal ?? new TaskCompletionSource<WorkspaceException>().Task;

    /// <summary>The last write that was refused since the database was opened; null where none was.</summary>
    public RefusedWrite? LastRefused => _writer?.LastRefused;

    /// <summary>Completes at the next commit: what pages and long polls wait for. Take it, read, then wait.</summary>
    public Task NextCommit => _writer?.NextCommit ?? new TaskCompletionSource().Task;

    /// <summary>Opens the database; for <see cref="WorkspaceAccess.Write"/> creates or migrates it and takes a new epoch.</summary>
    /// <param name="location">A SQLite file, or a PostgreSQL URL: see <see cref="DatabaseLocation.Parse"/>.</param>
    /// <param name="options">How it is opened.</param>
    /// <remarks>A server takes <see cref="Taking.WorkspaceLock"/> first.</remarks>
    /// <exception cref="WorkspaceException">It is missing, read-only, newer than this program, damaged, taken, or the disk is full.</exception>
    public static WorkspaceDatabase Open(string location, WorkspaceDatabaseOptions? options = null) =>
        Open(DatabaseLocation.Parse(location), options);

    /// <summary>Opens the database that the workspace names as its own (<see cref="Moving.DatabasePointer"/>), and no other.</summary>
    /// <inheritdoc cref="Open(string, WorkspaceDatabaseOptions?)"/>
    public static WorkspaceDatabase Open(WorkspaceFolders folders, WorkspaceDatabaseOptions? options = null)
    {
        var pointer = DatabasePointer.Read(folders);
        return Open(pointer.Locate(folders), (options ?? new WorkspaceDatabaseOptions()) with { Generation = pointer.Generation });
    }

    /// <inheritdoc cref="Open(string, WorkspaceDatabaseOptions?)"/>
    public static WorkspaceDatabase Open(DatabaseLocation location, WorkspaceDatabaseOptions? options = null)
    {
        options ??= new WorkspaceDatabaseOptions();
        options.Validate();
        var engine = DatabaseEngine.Of(location, options);
        if (options.Access == WorkspaceAccess.Write)
        {
            return new WorkspaceDatabase(location, engine, options, GroupCommitWriter.Start(engine, options));
        }

        RequireReadable(location, engine, options);
        return new WorkspaceDatabase(location, engine, options, writer: null);
    }

    /// <summary>Runs <paramref name="work"/> in the writer's transaction and completes when it is durable.</summary>
    /// <remarks>Works of the same moment share a commit, each in its own savepoint: one that throws rolls back alone, and its
    /// task fails with what it threw. No task completes before the commit is on the disk (law 4).</remarks>
    /// <exception cref="WorkspaceException">Nothing of the work was kept; <see cref="WorkspaceException.IsFatal"/> tells whether the server ends.</exception>
    public Task<T> WriteAsync<T>(Func<WriteTransaction, T> work) =>
        (_writer ?? throw new InvalidOperationException($"{Path} was opened for reading.")).WriteAsync(work);

    /// <inheritdoc cref="WriteAsync{T}"/>
    public Task WriteAsync(Action<WriteTransaction> work) => WriteAsync(transaction =>
    {
        work(transaction);
        return true;
    });

    /// <summary>Runs a work on the writer's thread while nothing is written.</summary>
    internal Task PauseAsync(Action<WriterSession> work) =>
        (_writer ?? throw new InvalidOperationException($"{Path} was opened for reading.")).PauseAsync(work);

    /// <summary>Lets the writer write nothing more, for a reason that <see cref="Fatal"/> tells; called in a pause.</summary>
    internal void End(WorkspaceException reason) => _writer!.End(reason);

    internal DatabaseEngine Engine => _engine;

    /// <summary>Runs <paramref name="query"/> on a read connection, over one snapshot of the data.</summary>
    /// <exception cref="WorkspaceException">The disk or the file failed, or another program locks it.</exception>
    public T Read<T>(Func<DbConnection, T> query)
    {
        try
        {
            return _readers.Read(query);
        }
        catch (Exception thrown) when (_engine.FaultOf(thrown) is { } fault)
        {
            throw fault;
        }
    }

    /// <summary>The events from <paramref name="fromSeq"/> to <paramref name="toSeq"/>, both included, in their order.</summary>
    /// <remarks>The log only grows, so that it is read a piece at a time: no snapshot is held for long.</remarks>
    /// <param name="fromSeq">First event; 1 for all.</param>
    /// <param name="toSeq">Last event; null for the newest at the time it is reached.</param>
    /// <exception cref="WorkspaceException">A block is damaged, missing, or not chained to the one before it.</exception>
    public IEnumerable<LedgerEvent> ReadEvents(long fromSeq = 1, long? toSeq = null) => EventLog.Read(Read, Path, fromSeq, toSeq);

    /// <summary>Finishes the works that wait, then closes.</summary>
    public void Dispose()
    {
        _writer?.Dispose();
        _readers.Dispose();
        _engine.Dispose();
    }

    private static void RequireReadable(DatabaseLocation location, DatabaseEngine engine, WorkspaceDatabaseOptions options)
    {
        if (!location.IsPostgres && !File.Exists(engine.Name))
        {
            throw new WorkspaceException(
                WorkspaceProblem.Missing, engine.Name, $"{engine.Name}: there is no workspace here. Make one with 'fathom init'.");
        }

        try
        {
            using DbConnection connection = engine.OpenReader();
            Migrator.RequireReadable(connection, engine);
            EpochRow.RequireOwn(connection, engine.Name, options.Generation);
        }
        catch (Exception thrown) when (engine.FaultOf(thrown) is { } fault)
        {
            throw fault;
        }
    }
}
