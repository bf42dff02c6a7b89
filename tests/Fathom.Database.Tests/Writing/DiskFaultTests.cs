using Fathom.Database.Faults;
using Fathom.Database.Log;
using Fathom.Database.Reading;
using Fathom.Database.Writing;
using Microsoft.Data.Sqlite;

namespace Fathom.Database.Tests.Writing;

public sealed class DiskFaultTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder["fathom.db"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_was_acknowledged_is_there_after_a_crash_at_that_instant()
    {
        using WorkspaceDatabase database = Open();
        for (int i = 1; i <= 200; i++)
        {
            await database.WriteAsync(transaction => Append(transaction, i));
            if (i % 40 == 7)
            {
                string copy = CopyAsAfterCrash($"crash-{i}.db");
                using WorkspaceDatabase reopened = WorkspaceDatabase.Open(copy);
                Assert.Equal(i, Events(reopened));
            }
        }
    }

    [Fact]
    public async Task What_was_not_yet_committed_at_a_crash_is_not_there_and_was_not_acknowledged()
    {
        string? copy = null;
        bool armed = false;
        using WorkspaceDatabase database = Open(() => copy = armed ? CopyAsAfterCrash("crash.db") : copy);
        await database.WriteAsync(transaction => Append(transaction, 1));
        armed = true;
        Task second = database.WriteAsync(transaction => Append(transaction, 2));
        await second;
        using WorkspaceDatabase reopened = WorkspaceDatabase.Open(copy!);
        Assert.Equal([1L], Ids(reopened));
    }

    [Fact]
    public async Task A_full_disk_refuses_the_write_and_keeps_everything_acknowledged_and_the_server()
    {
        using WorkspaceDatabase database = Open();
        await database.WriteAsync(transaction => Append(transaction, 1));
        await database.WriteAsync(transaction => { transaction.Execute("PRAGMA max_page_count = 1"); });
        WorkspaceException full = await Assert.ThrowsAsync<WorkspaceException>(() => database.WriteAsync(transaction =>
            transaction.Events.Append("file", 2, null, "Created", "server", Noise(1_000_000))));
        Assert.Equal(WorkspaceProblem.Full, full.Problem);
        Assert.Contains("disk is full", full.Message, StringComparison.Ordinal);
        Assert.False(database.Fatal.IsCompleted);

        await database.WriteAsync(transaction => { transaction.Execute("PRAGMA max_page_count = 1000000"); });
        await database.WriteAsync(transaction => Append(transaction, 3));
        Assert.Equal([1L, 3L], Ids(database));
    }

    [Fact]
    public async Task A_lock_held_by_another_program_refuses_the_write_as_busy_and_keeps_the_server()
    {
        string path = _folder["fathom.db"];
        using WorkspaceDatabase database = WorkspaceDatabase.Open(path, new WorkspaceDatabaseOptions { BusyTimeout = TimeSpan.Zero });
        using (SqliteConnection other = new(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString()))
        {
            other.Open();
            using SqliteCommand begin = other.CreateCommand();
            begin.CommandText = "BEGIN IMMEDIATE";
            begin.ExecuteNonQuery();
            WorkspaceException busy = await Assert.ThrowsAsync<WorkspaceException>(() => database.WriteAsync(transaction => Append(transaction, 1)));
            Assert.Equal(WorkspaceProblem.Busy, busy.Problem);
            Assert.False(busy.IsFatal);
            Assert.Contains("another program holds a write lock", busy.Message, StringComparison.Ordinal);
        }

        await database.WriteAsync(transaction => Append(transaction, 2));
        Assert.False(database.Fatal.IsCompleted);
    }

    [Fact]
    public async Task A_failed_sync_fails_its_works_and_ends_the_server()
    {
        bool failing = false;
        using WorkspaceDatabase database = Open(() => _ = failing ? throw new SqliteException("disk I/O error", 10, 1034) : 0);
        await database.WriteAsync(transaction => Append(transaction, 1));
        failing = true;
        WorkspaceException failed = await Assert.ThrowsAsync<WorkspaceException>(() => database.WriteAsync(transaction => Append(transaction, 2)));
        Assert.Equal(WorkspaceProblem.DiskFailed, failed.Problem);
        Assert.Same(failed, await database.Fatal);

        failing = false;
        await Assert.ThrowsAsync<WorkspaceException>(() => database.WriteAsync(transaction => Append(transaction, 3)));
        Assert.Equal([1L], Ids(database));
    }

    private WorkspaceDatabase Open(Action? beforeCommit = null) =>
        WorkspaceDatabase.Open(Path, new WorkspaceDatabaseOptions { BeforeCommit = beforeCommit });

    private string CopyAsAfterCrash(string name)
    {
        // A killed process leaves the database and its log as they are on the disk; the shared index is memory only.
        string copy = _folder[name];
        File.Copy(Path, copy);
        File.Copy(Path + "-wal", copy + "-wal");
        return copy;
    }

    private static void Append(WriteTransaction transaction, int id) => transaction.Events.Append("file", id, null, "Created", "server", "{}");

    private static long Events(WorkspaceDatabase database) => database.Read(connection => EventLog.Newest(connection));

    private static List<long> Ids(WorkspaceDatabase database) => database.Read(connection =>
        EventLog.Read(connection).Select(happened => happened.SubjectId).ToList());

    private static string Noise(int length) => Convert.ToHexString([.. new Random(7).GetItems(Enumerable.Range(0, 256).Select(i => (byte)i).ToArray(), length / 2)]);
}
