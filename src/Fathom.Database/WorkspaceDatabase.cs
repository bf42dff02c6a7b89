using System.Data.Common;
using Fathom.Database.Faults;
using Fathom.Database.Measuring;
using Fathom.Database.Reading;
using Fathom.Database.Schema;
using Fathom.Database.Writing;
using Microsoft.Data.Sqlite;

namespace Fathom.Database;

/// <summary>The database of a workspace: one writer with group commit, any number of readers (SQLite, WAL, full durability).</summary>
public sealed class WorkspaceDatabase : IDisposable
{
    private readonly GroupCommitWriter? _writer;
    private readonly ReadPool _readers;

    private WorkspaceDatabase(string path, WorkspaceDatabaseOptions options, GroupCommitWriter? writer)
    {
        Path = path;
        Time = options.Time;
        Commits = options.Commits;
        _writer = writer;
        _readers = new ReadPool(path, options);
    }

    /// <summary>The database file.</summary>
    public string Path { get; }

    /// <summary>The clock that labels what is written.</summary>
    public TimeProvider Time { get; }

    /// <summary>What the commits of this process took.</summary>
    public CommitMeter Commits { get; }

    /// <summary>The epoch under which this process writes; 0 where it only reads.</summary>
    public long Epoch => _writer?.Epoch ?? 0;

    /// <summary>Completes, with the reason, when the writer can go on no longer and the server must end (laws 2 and 4).</summary>
    public Task<WorkspaceException> Fatal => _writer?.Fatal ?? new TaskCompletionSource<WorkspaceException>().Task;

    /// <summary>Completes at the next commit: what pages and long polls wait for. Take it, read, then wait.</summary>
    public Task NextCommit => _writer?.NextCommit ?? new TaskCompletionSource().Task;

    /// <summary>Opens the database; for <see cref="WorkspaceAccess.Write"/> creates or migrates it and takes a new epoch.</summary>
    /// <remarks>A server takes <see cref="Taking.WorkspaceLock"/> first.</remarks>
    /// <exception cref="WorkspaceException">It is missing, read-only, newer than this program, damaged, or the disk is full.</exception>
    public static WorkspaceDatabase Open(string path, WorkspaceDatabaseOptions? options = null)
    {
        options ??= new WorkspaceDatabaseOptions();
        options.Validate();
        if (options.Access == WorkspaceAccess.Write)
        {
            return new WorkspaceDatabase(path, options, GroupCommitWriter.Start(path, options));
        }

        Migrator.RequireReadable(path);
        return new WorkspaceDatabase(path, options, writer: null);
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

    /// <summary>Runs <paramref name="query"/> on a read connection, over one snapshot of the data.</summary>
    /// <exception cref="WorkspaceException">The disk or the file failed, or another program locks it.</exception>
    public T Read<T>(Func<DbConnection, T> query)
    {
        try
        {
            return _readers.Read(query);
        }
        catch (SqliteException fault) when (SqliteFault.IsOfTheFile(fault))
        {
            throw SqliteFault.Translate(fault, Path);
        }
    }

    /// <summary>Finishes the works that wait, then closes.</summary>
    public void Dispose()
    {
        _writer?.Dispose();
        _readers.Dispose();
    }
}
