using Fathom.Database.Faults;
using Fathom.Database.Log;
using Fathom.Database.Reading;
using Fathom.Database.Writing;
using Fathom.PostgresServers;

namespace Fathom.Database.Tests.Writing;

public sealed class GroupCommitTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    [Theory, OnBothEngines]
    public async Task Works_that_wait_together_share_one_commit(Engine engine)
    {
        using var place = new TestDatabase(engine);
        int commits = 0;
        using var gate = new ManualResetEventSlim();
        using WorkspaceDatabase database = Open(place, () => Interlocked.Increment(ref commits));
        Task first = database.WriteAsync(_ => gate.Wait());
        Task[] others = [.. Enumerable.Range(0, 50).Select(i => database.WriteAsync(transaction => Append(transaction, i)))];
        gate.Set();
        await Task.WhenAll([first, .. others]);
        Assert.Equal(50, Events(database));
        Assert.Equal(1, commits);
    }

    [Theory, OnBothEngines]
    public async Task A_group_that_has_taken_its_time_takes_up_no_further_work(Engine engine)
    {
        using var place = new TestDatabase(engine);
        int commits = 0;
        var clock = new SteppedTime();
        using var gate = new ManualResetEventSlim();
        using WorkspaceDatabase database = Open(place, () => Interlocked.Increment(ref commits), clock);
        Task first = database.WriteAsync(_ => gate.Wait());
        Task[] others = [.. Enumerable.Range(0, 9).Select(i => database.WriteAsync(transaction =>
        {
            Append(transaction, i);
            clock.Advance(Limit / 3);
        }))];
        gate.Set();
        await Task.WhenAll([first, .. others]);
        Assert.Equal(3, commits);
    }

    [Theory, OnBothEngines]
    public async Task Time_added_to_each_sync_has_passed_before_a_work_is_acknowledged(Engine engine)
    {
        using var place = new TestDatabase(engine);
        var added = TimeSpan.FromMilliseconds(30);
        using WorkspaceDatabase database = WorkspaceDatabase.Open(place.Location, new WorkspaceDatabaseOptions { AddedSyncTime = added });
        long began = TimeProvider.System.GetTimestamp();
        await database.WriteAsync(transaction => Append(transaction, 1));
        Assert.True(TimeProvider.System.GetElapsedTime(began) >= added);
    }

    [Theory, OnBothEngines]
    public async Task A_question_that_the_database_refuses_fails_its_whole_group_and_nothing_after_it(Engine engine)
    {
        using var place = new TestDatabase(engine);
        using var gate = new ManualResetEventSlim();
        using WorkspaceDatabase database = Open(place, () => { });
        Task first = database.WriteAsync(_ => gate.Wait());
        Task written = database.WriteAsync(transaction => Append(transaction, 1));
        Task refused = database.WriteAsync(transaction => transaction.Reading.SelectNumber("SELECT nothing FROM nowhere"));
        gate.Set();
        foreach (Task one in (Task[])[first, written, refused])
        {
            Assert.Equal(WorkspaceProblem.Busy, (await Assert.ThrowsAsync<WorkspaceException>(() => one)).Problem);
        }

        Assert.Equal(0, Events(database));
        await database.WriteAsync(transaction => Append(transaction, 2));
        Assert.Equal(1, Events(database));
    }

    [Theory, OnBothEngines]
    public async Task A_work_that_throws_rolls_back_alone(Engine engine)
    {
        using var place = new TestDatabase(engine);
        using var gate = new ManualResetEventSlim();
        using WorkspaceDatabase database = Open(place);
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

    [Theory, OnBothEngines]
    public async Task A_mistake_in_a_statement_is_its_callers_own_and_harms_nobody_else(Engine engine)
    {
        using var place = new TestDatabase(engine);
        using WorkspaceDatabase database = Open(place);
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => database.WriteAsync(transaction => { transaction.Execute("INSERT INTO nothing VALUES (1)"); }));
        await database.WriteAsync(transaction => Append(transaction, 1));
        Assert.Equal([1L], Ids(database));
    }

    [Theory, OnBothEngines]
    public async Task What_follows_a_commit_is_run_only_for_works_that_were_kept(Engine engine)
    {
        using var place = new TestDatabase(engine);
        using WorkspaceDatabase database = Open(place);
        var followed = new List<int>();
        await database.WriteAsync(transaction => transaction.AfterCommit(() => followed.Add(1)));
        await Assert.ThrowsAsync<InvalidDataException>(() => database.WriteAsync(transaction =>
        {
            transaction.AfterCommit(() => followed.Add(2));
            throw new InvalidDataException();
        }));
        Assert.Equal([1], followed);
    }

    [Theory, OnBothEngines]
    public async Task A_server_whose_epoch_was_taken_writes_nothing_more_and_learns_that_it_must_end(Engine engine)
    {
        using var place = new TestDatabase(engine);
        using WorkspaceDatabase old = Open(place);
        await old.WriteAsync(transaction => Append(transaction, 1));
        using WorkspaceDatabase newer = WorkspaceDatabase.Open(place.Location, new WorkspaceDatabaseOptions { IgnoreSessionLock = true });
        Assert.Equal(old.Epoch + 1, newer.Epoch);

        EpochLostException lost = await Assert.ThrowsAsync<EpochLostException>(() => old.WriteAsync(transaction => Append(transaction, 2)));
        Assert.Equal((old.Epoch, newer.Epoch), (lost.Ours, lost.Found));
        Assert.Same(lost, await old.Fatal);
        await Assert.ThrowsAsync<EpochLostException>(() => old.WriteAsync(transaction => Append(transaction, 3)));
        await newer.WriteAsync(transaction => Append(transaction, 4));
        Assert.Equal([1L, 4L], Ids(newer));
    }

    [Theory, OnBothEngines]
    public async Task A_commit_wakes_those_that_wait_for_it(Engine engine)
    {
        using var place = new TestDatabase(engine);
        using WorkspaceDatabase database = Open(place);
        Task next = database.NextCommit;
        Assert.False(next.IsCompleted);
        await database.WriteAsync(transaction => Append(transaction, 1));
        await next.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Theory, OnBothEngines]
    public void A_reader_cannot_write(Engine engine)
    {
        using var place = new TestDatabase(engine);
        using WorkspaceDatabase database = Open(place);
        Assert.ThrowsAny<Exception>(() => database.Read(connection => connection.SelectNumber("UPDATE server SET epoch = 99 RETURNING epoch")));
        Assert.Equal(1, database.Read(connection => connection.SelectNumber("SELECT epoch FROM server")));
    }

    // Unless a test moves it, the clock stands still: how long a group takes is then no matter of the machine's load.
    private static WorkspaceDatabase Open(TestDatabase place, Action? beforeCommit = null, SteppedTime? clock = null) =>
        WorkspaceDatabase.Open(place.Location, new WorkspaceDatabaseOptions
        {
            BeforeCommit = beforeCommit,
            MaximumGroupTime = Limit,
            Time = clock ?? new SteppedTime(),
        });

    private static void Append(WriteTransaction transaction, int id) => transaction.Events.Append("file", id, null, "Created", "server", "{}");

    private static long Events(WorkspaceDatabase database) => database.Read(connection => EventLog.Newest(connection));

    private static List<long> Ids(WorkspaceDatabase database) => database.Read(connection =>
        EventLog.Read(connection).Select(happened => happened.SubjectId).ToList());

    private sealed class SteppedTime : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Read(ref _ticks);

        public void Advance(TimeSpan step) => Interlocked.Add(ref _ticks, step.Ticks);
    }
}
