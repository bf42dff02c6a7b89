using Fathom.Database.Faults;
using Fathom.Database.Log;
using Fathom.Database.Reading;
using Fathom.Database.Writing;
using Fathom.PostgresServers;

namespace Fathom.Database.Tests.Log;

public sealed class EventLogTests
{
    [Theory, OnBothEngines]
    public async Task What_was_appended_is_read_back_in_order_with_everything_it_said(Engine engine)
    {
        using var place = new TestDatabase(engine);
        using WorkspaceDatabase database = WorkspaceDatabase.Open(place.Location);
        var random = new Random(20);
        var expected = new List<(string, long, int?, string, string, string)>();
        var last = new Dictionary<(string, long), long>();
        for (int commit = 0; commit < 20; commit++)
        {
            await database.WriteAsync(transaction =>
            {
                for (int i = random.Next(1, 40); i > 0; i--)
                {
                    (string subject, long id) = (random.Next(2) == 0 ? Subjects.File : Subjects.Pilot, random.Next(5));
                    int? attempt = random.Next(3) == 0 ? null : random.Next(1000);
                    string body = $$"""{"é":"{{new string((char)random.Next(32, 3000), random.Next(200))}}"}""";
                    last[(subject, id)] = transaction.Events.Append(subject, id, attempt, "Kind" + random.Next(4), "actor", body);
                    expected.Add((subject, id, attempt, "", "actor", body));
                    Assert.Equal(expected.Count, last[(subject, id)]);
                }
            });
        }

        List<LedgerEvent> found = [.. database.ReadEvents()];
        Assert.Equal(Enumerable.Range(1, expected.Count).Select(seq => (long)seq), found.Select(one => one.Seq));
        Assert.Equal(
            expected.Select(one => (one.Item1, one.Item2, one.Item3, one.Item6)),
            found.Select(one => (one.Subject, one.SubjectId, one.Attempt, one.Body)));
        database.Read(connection =>
        {
            foreach (((string subject, long id), long seq) in last)
            {
                Assert.Equal(seq, EventLog.Last(connection, subject, id));
                Assert.Equal(
                    found.Where(one => one.Subject == subject && one.SubjectId == id).Select(one => one.Seq),
                    EventLog.History(connection, subject, id).Select(one => one.Seq));
            }

            for (int from = 1; from <= found.Count; from += 17)
            {
                int to = Math.Min(from + random.Next(60), found.Count);
                Assert.Equal(Enumerable.Range(from, to - from + 1).Select(seq => (long)seq), EventLog.Read(connection, from, to).Select(one => one.Seq));
                Assert.Equal(found[from - 1].Body, EventLog.Find(connection, from)!.Value.Body);
            }

            Assert.Null(EventLog.Find(connection, found.Count + 1));
            return Assert.IsType<long>(EventLog.Newest(connection)) == found.Count;
        });
    }

    [Theory, OnBothEngines]
    public async Task The_events_of_a_work_that_throws_leave_no_gap_and_no_trace(Engine engine)
    {
        using var place = new TestDatabase(engine);
        using WorkspaceDatabase database = WorkspaceDatabase.Open(place.Location);
        using var gate = new ManualResetEventSlim();
        Task held = database.WriteAsync(_ => gate.Wait());
        Task<long> first = database.WriteAsync(transaction => Append(transaction, 1));
        Task<long> bad = database.WriteAsync<long>(transaction => throw new InvalidDataException(Append(transaction, 1).ToString(null, null)));
        Task<long> second = database.WriteAsync(transaction => Append(transaction, 1));
        gate.Set();
        await held;
        Assert.Equal((1, 2), (await first, await second));
        await Assert.ThrowsAsync<InvalidDataException>(() => bad);
        Assert.Equal([1L, 2L], database.Read(connection => EventLog.History(connection, Subjects.File, 1)).Select(one => one.Seq));
    }

    [Fact]
    public async Task Subjects_made_by_one_event_all_begin_with_it_and_any_other_foreign_event_is_damage()
    {
        using var place = new TestDatabase(Engine.Sqlite);
        using WorkspaceDatabase database = WorkspaceDatabase.Open(place.Location);
        (long made, long changed, long astray, long below) = await database.WriteAsync(transaction =>
        {
            long made = transaction.Events.Append(Subjects.Job, 5, null, "JobsCreated", "test", "{}", previous: 0);
            long changed = transaction.Events.Append(Subjects.Job, 7, null, "Leased", "test", "{}", previous: made);
            long astray = transaction.Events.Append(Subjects.Job, 8, null, "Leased", "test", "{}", previous: changed);
            return (made, changed, astray, transaction.Events.Append(Subjects.Job, 4, null, "Leased", "test", "{}", previous: made));
        });
        Assert.Equal([made, changed], database.Read(connection => EventLog.History(connection, changed)).Select(one => one.Seq));
        Assert.Equal([made], database.Read(connection => EventLog.History(connection, made)).Select(one => one.Seq));
        Assert.Throws<WorkspaceException>(() => database.Read(connection => EventLog.History(connection, astray)));
        Assert.Throws<WorkspaceException>(() => database.Read(connection => EventLog.History(connection, below)));
    }

    [Theory, OnBothEngines]
    public async Task After_reopening_the_chain_goes_on(Engine engine)
    {
        using var place = new TestDatabase(engine);
        for (int i = 1; i <= 3; i++)
        {
            using WorkspaceDatabase database = WorkspaceDatabase.Open(place.Location);
            Assert.Equal(i, await database.WriteAsync(transaction => Append(transaction, 1)));
            Assert.Equal(Enumerable.Range(1, i).Select(epoch => (long)epoch), database.ReadEvents().Select(one => one.Epoch));
        }
    }

    [Theory]
    [InlineData("UPDATE event_block SET events = substr(events, 1, length(events) - 1) WHERE first_seq = 4", "4")]
    [InlineData("UPDATE event_block SET utc_ms = utc_ms + 1 WHERE first_seq = 4", "4")]
    [InlineData("UPDATE event_block SET epoch = 9 WHERE first_seq = 4", "4")]
    [InlineData("UPDATE event_block SET hash = zeroblob(32) WHERE first_seq = 4", "4")]
    [InlineData("UPDATE event_block SET last_seq = last_seq + 1 WHERE first_seq = 4", "4")]
    [InlineData("DELETE FROM event_block WHERE first_seq = 4", "4")]
    [InlineData("DELETE FROM event_block WHERE first_seq = 1", "1")]
    public async Task A_damaged_or_missing_block_is_named_with_what_was_expected(string damage, string seq)
    {
        using var place = new TestDatabase(Engine.Sqlite);
        using WorkspaceDatabase database = WorkspaceDatabase.Open(place.Location);
        for (int i = 0; i < 9; i++)
        {
            await database.WriteAsync(transaction => Append(transaction, i));
        }

        await database.WriteAsync(transaction => { transaction.Execute(damage); });
        WorkspaceException damaged = Assert.Throws<WorkspaceException>(() => database.ReadEvents().Count());
        Assert.Equal(WorkspaceProblem.Damaged, damaged.Problem);
        Assert.Contains($"event {seq}", damaged.Message.Replace("events", "event", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("expected", damaged.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Any_byte_of_a_block_that_changes_is_found_and_nothing_but_a_clear_error_comes_of_it()
    {
        using var place = new TestDatabase(Engine.Sqlite);
        using WorkspaceDatabase database = WorkspaceDatabase.Open(place.Location);
        await database.WriteAsync(transaction =>
        {
            for (int i = 0; i < 40; i++)
            {
                Append(transaction, i);
            }
        });
        byte[] events = database.Read(connection => connection.SelectFirst("SELECT events FROM event_block", null, row => row.GetFieldValue<byte[]>(0)))!;
        var random = new Random(3);
        for (int round = 0; round < 60; round++)
        {
            byte[] broken = [.. events];
            broken[random.Next(broken.Length)] ^= (byte)random.Next(1, 256);
            await database.WriteAsync(transaction => { transaction.Execute("UPDATE event_block SET events = @broken", new { broken }); });
            Assert.Throws<WorkspaceException>(() => database.ReadEvents().Count());
            // Without the chain, by number: an error that names the block, or another reading of it, never anything worse.
            Exception? thrown = Record.Exception(() => database.Read(connection => EventLog.Find(connection, 20)));
            Assert.True(thrown is null or WorkspaceException { Problem: WorkspaceProblem.Damaged }, thrown?.ToString());
        }
    }

    private static long Append(WriteTransaction transaction, long id) =>
        transaction.Events.Append(Subjects.File, id, null, "Registered", "server", """{"lfn":"a/b/c"}""");
}
