using Fathom.Database.Faults;
using Fathom.Database.Reading;
using Fathom.Database.Writing;
using Microsoft.Data.Sqlite;

namespace Fathom.Database.Tests.Writing;

public sealed class GroupCommitTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("fathom.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Works_that_wait_together_share_one_commit()
    {
        int commits = 0;
        using var gate = new ManualResetEventSlim();
        using WorkspaceDatabase database = Open(() => Interlocked.Increment(ref commits));
        Task first = database.WriteAsync(_ => gate.Wait());
        Task[] others = [.. Enumerable.Range(0, 50).Select(i => database.WriteAsync(transaction => Append(transaction, i)))];
        gate.Set();
        await Task.WhenAll([first, .. others]);
        Assert.Equal(50, Events(database));
        Assert.True(commits <= 3, $"51 works took {commits} commits.");
    }

    [Fact]
    public async Task A_work_that_throws_rolls_back_alone()
    {
        using var gate = new ManualResetEventSlim();
        using WorkspaceDatabase database = Open();
        Task first = database.WriteAsync(_ => gate.Wait());
        Task good = database.WriteAsync(transaction => Append(transaction, 1));
        Task<int> bad = database.WriteAsync<int>(transaction =>
        {
            Append(transaction, 2);
            throw new InvalidDataException("no");
        });
        Task after = database.WriteAsync(transaction => Append(transaction, 3));
        gate.Set();
        await Task.WhenAll(first, good, after);
        await Assert.ThrowsAsync<InvalidDataException>(() => bad);
        Assert.Equal([1L, 3L], Ids(database));
        Assert.False(database.Fatal.IsCompleted);
    }

    [Fact]
    public async Task A_mistake_in_a_statement_is_its_callers_own_and_harms_nobody_else()
    {
        using WorkspaceDatabase database = Open();
        await Assert.ThrowsAsync<SqliteException>(() => database.WriteAsync(transaction => { transaction.Execute("INSERT INTO nothing VALUES (1)"); }));
        await database.WriteAsync(transaction => Append(transaction, 1));
        Assert.Equal([1L], Ids(database));
    }

    [Fact]
    public async Task What_follows_a_commit_is_run_only_for_works_that_were_kept()
    {
        using WorkspaceDatabase database = Open();
        var followed = new List<int>();
        await database.WriteAsync(transaction => transaction.AfterCommit(() => followed.Add(1)));
        await Assert.ThrowsAsync<InvalidDataException>(() => database.WriteAsync(transaction =>
        {
            transaction.AfterCommit(() => followed.Add(2));
            throw new InvalidDataException();
        }));
        Assert.Equal([1], followed);
    }

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
    public async Task A_server_whose_epoch_was_taken_writes_nothing_more_and_learns_that_it_must_end()
    {
        using WorkspaceDatabase old = Open();
        await old.WriteAsync(transaction => Append(transaction, 1));
        using WorkspaceDatabase newer = WorkspaceDatabase.Open(Path);
        Assert.Equal(old.Epoch + 1, newer.Epoch);

        EpochLostException lost = await Assert.ThrowsAsync<EpochLostException>(() => old.WriteAsync(transaction => Append(transaction, 2)));
        Assert.Equal((old.Epoch, newer.Epoch), (lost.Ours, lost.Found));
        Assert.Same(lost, await old.Fatal);
        await Assert.ThrowsAsync<EpochLostException>(() => old.WriteAsync(transaction => Append(transaction, 3)));
        await newer.WriteAsync(transaction => Append(transaction, 4));
        Assert.Equal([1L, 4L], Ids(newer));
    }

    [Fact]
    public async Task A_full_disk_refuses_the_write_and_keeps_everything_acknowledged_and_the_server()
    {
        using WorkspaceDatabase database = Open();
        await database.WriteAsync(transaction => Append(transaction, 1));
        await database.WriteAsync(transaction => { transaction.Execute("PRAGMA max_page_count = 1"); });
        WorkspaceException full = await Assert.ThrowsAsync<WorkspaceException>(() => database.WriteAsync(transaction =>
            transaction.Events.Append("job", 2, null, "Created", "server", new string('x', 1_000_000))));
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
        string path = _folder.File("fathom.db");
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

    [Fact]
    public async Task A_commit_wakes_those_that_wait_for_it()
    {
        using WorkspaceDatabase database = Open();
        Task next = database.NextCommit;
        Assert.False(next.IsCompleted);
        await database.WriteAsync(transaction => Append(transaction, 1));
        await next.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void A_reader_cannot_write()
    {
        using WorkspaceDatabase database = Open();
        Assert.ThrowsAny<Exception>(() => database.Read(connection => connection.SelectNumber("UPDATE server SET epoch = 99 RETURNING epoch")));
        Assert.Equal(1, database.Read(connection => connection.SelectNumber("SELECT epoch FROM server")));
    }

    private WorkspaceDatabase Open(Action? beforeCommit = null) =>
        WorkspaceDatabase.Open(Path, new WorkspaceDatabaseOptions { BeforeCommit = beforeCommit });

    private string CopyAsAfterCrash(string name)
    {
        // A killed process leaves the database and its log as they are on the disk; the shared index is memory only.
        string copy = _folder.File(name);
        File.Copy(Path, copy);
        File.Copy(Path + "-wal", copy + "-wal");
        return copy;
    }

    private static void Append(WriteTransaction transaction, int id) => transaction.Events.Append("job", id, null, "Created", "server", "{}");

    private static long Events(WorkspaceDatabase database) => database.Read(connection => connection.SelectNumber("SELECT COUNT(*) FROM event"));

    private static List<long> Ids(WorkspaceDatabase database) => database.Read(connection =>
        connection.Select("SELECT subject_id FROM event ORDER BY seq", null, row => row.GetInt64(0)));
}
