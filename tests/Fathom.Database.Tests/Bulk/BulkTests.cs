using Fathom.Database.Bulk;
using Fathom.Database.Faults;
using Fathom.Database.Reading;
using Fathom.Database.Writing;
using Fathom.PostgresServers;

namespace Fathom.Database.Tests.Bulk;

public sealed class BulkTests
{
    private static readonly BulkTable Table = new(
        "thing", ["a", "b"],
        new("a", BulkType.Whole), new("b", BulkType.Text), new("x", BulkType.Real), new("y", BulkType.Bytes), new("n", BulkType.Whole));

    [Theory, OnBothEngines]
    public async Task Rows_written_in_bulk_are_as_if_written_one_by_one(Engine engine)
    {
        using var place = new TestDatabase(engine);
        using WorkspaceDatabase database = WorkspaceDatabase.Open(place.Location);
        await MakeTableAsync(database);
        var random = new Random(5);
        var model = new SortedDictionary<(long, string), (double?, string?, long?)>();
        for (int round = 0; round < 30; round++)
        {
            BulkVerb verb = ((BulkVerb[])[BulkVerb.Upsert, BulkVerb.InsertNew, BulkVerb.Update])[random.Next(3)];
            var rows = new BulkRows(Table);
            foreach ((long a, string b) in Enumerable.Range(0, 30).Select(_ => (random.NextInt64(6), "k" + random.Next(6))).Distinct())
            {
                (double? x, byte[]? y, long? n) = (
                    random.Next(3) == 0 ? null : random.NextDouble(), random.Next(3) == 0 ? null : [(byte)random.Next(256)], random.Next(3) == 0 ? null : -random.NextInt64());
                rows.Add(a).Add(b).Add(x).Add(y).Add(n);
                bool known = model.ContainsKey((a, b));
                if (verb == BulkVerb.Upsert || (verb == BulkVerb.InsertNew && !known) || (verb == BulkVerb.Update && known))
                {
                    model[(a, b)] = (x, y is null ? null : Convert.ToHexString(y), n);
                }
            }

            await database.WriteAsync(transaction => transaction.Write(rows, verb));
            Assert.Equal(model.Select(one => (one.Key.Item1, one.Key.Item2, one.Value.Item1, one.Value.Item2, one.Value.Item3)), Rows(database));
        }
    }

    [Theory, OnBothEngines]
    public async Task New_rows_by_the_thousand_are_written_as_they_are_given(Engine engine)
    {
        using var place = new TestDatabase(engine);
        using WorkspaceDatabase database = WorkspaceDatabase.Open(place.Location);
        await MakeTableAsync(database);
        var rows = new BulkRows(Table);
        var expected = new List<(long, string, double?, string?, long?)>();
        for (int i = 0; i < 3000; i++)
        {
            string text = i == 1500 ? new string('ß', 100_000) : "ν\t\n\\N" + i;
            (double? x, byte[]? y, long? n) = (i % 3 == 0 ? null : i / 7.0, i % 5 == 0 ? null : [0, (byte)i, 255], i % 2 == 0 ? null : -i);
            rows.Add((long)i).Add(text).Add(x).Add(y).Add(n);
            expected.Add((i, text, x, y is null ? null : Convert.ToHexString(y), n));
        }

        await database.WriteAsync(transaction => transaction.Write(rows, BulkVerb.Insert));
        Assert.Equal(expected, Rows(database));
    }

    [Theory, OnBothEngines]
    public async Task A_row_that_is_known_is_refused_among_new_ones_and_takes_its_work_with_it_alone(Engine engine)
    {
        foreach (int count in (int[])[2, 500])
        {
            using var place = new TestDatabase(engine);
            using WorkspaceDatabase database = WorkspaceDatabase.Open(place.Location);
            await MakeTableAsync(database);
            BulkRows One(long key) => new BulkRows(Table).Add(key).Add("k").Add(0.5).Add((byte[]?)null).Add(1L);
            await database.WriteAsync(transaction => transaction.Write(One(1), BulkVerb.Insert));
            var rows = new BulkRows(Table);
            for (int i = count; i > 0; i--)
            {
                rows.Add((long)i).Add("k").Add((double?)null).Add((byte[]?)null).Add(2L);
            }

            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => database.WriteAsync(transaction => transaction.Write(rows, BulkVerb.Insert)));
            await database.WriteAsync(transaction => transaction.Write(One(3), BulkVerb.Insert));
            Assert.Equal([1, 3], Rows(database).Select(row => row.A));
        }
    }

    [Theory, OnBothEngines]
    public async Task Bulk_rows_of_a_work_that_throws_are_taken_back_with_it(Engine engine)
    {
        using var place = new TestDatabase(engine);
        using WorkspaceDatabase database = WorkspaceDatabase.Open(place.Location);
        await MakeTableAsync(database);
        var rows = new BulkRows(Table);
        rows.Add(1L).Add("k").Add(0.5).Add((byte[]?)null).Add((long?)null);
        await Assert.ThrowsAsync<InvalidDataException>(() => database.WriteAsync<int>(transaction =>
        {
            transaction.Write(rows);
            throw new InvalidDataException();
        }));
        Assert.Empty(Rows(database));
    }

    [Theory, OnBothEngines]
    public async Task A_participant_writes_once_for_a_whole_group_and_learns_of_its_end(Engine engine)
    {
        using var place = new TestDatabase(engine);
        using WorkspaceDatabase database = WorkspaceDatabase.Open(place.Location);
        await MakeTableAsync(database);
        var participant = new Gatherer();
        using var gate = new ManualResetEventSlim();
        Task held = database.WriteAsync(_ => gate.Wait());
        Task[] works = [.. Enumerable.Range(0, 100).Select(i => database.WriteAsync(transaction =>
        {
            transaction.Enlist(participant);
            participant.Rows.Add((long)i).Add("k").Add((double?)null).Add((byte[]?)null).Add(1L);
        }))];
        gate.Set();
        await Task.WhenAll([held, .. works]);
        Assert.Equal(100, Rows(database).Count);
        Assert.InRange(participant.Flushes, 1, 3);
        Assert.Equal(participant.Flushes, participant.Commits);
    }

    [Theory, OnBothEngines]
    public async Task A_flush_that_the_database_refuses_fails_the_group_and_ends_the_server(Engine engine)
    {
        using var place = new TestDatabase(engine);
        using WorkspaceDatabase database = WorkspaceDatabase.Open(place.Location);
        await MakeTableAsync(database);
        var participant = new Gatherer();
        WorkspaceException refused = await Assert.ThrowsAsync<WorkspaceException>(() => database.WriteAsync(transaction =>
        {
            transaction.Enlist(participant);
            participant.Rows.Add(1L).Add((string?)null).Add((double?)null).Add((byte[]?)null).Add(1L);
        }));
        Assert.Equal(WorkspaceProblem.Inconsistent, refused.Problem);
        Assert.Same(refused, participant.Failure);
        Assert.Same(refused, await database.Fatal);
        Assert.Empty(Rows(database));
    }

    [Fact]
    public void A_row_cut_short_or_a_value_of_another_type_is_refused()
    {
        var rows = new BulkRows(Table);
        Assert.Contains("column a", Assert.Throws<InvalidOperationException>(() => rows.Add("text")).Message, StringComparison.Ordinal);
        rows.Add(1L);
        Assert.Throws<InvalidOperationException>(rows.RequireWhole);
        Assert.Throws<ArgumentException>(() => new BulkTable("t", ["key"], new BulkColumn("other", BulkType.Whole)));
    }

    private static Task MakeTableAsync(WorkspaceDatabase database) => database.WriteAsync(transaction =>
    {
        string bytes = database.Location.IsPostgres ? "BYTEA" : "BLOB";
        transaction.Execute($"CREATE TABLE thing (a BIGINT NOT NULL, b TEXT NOT NULL, x DOUBLE PRECISION, y {bytes}, n BIGINT, PRIMARY KEY (a, b))");
    });

    private static List<(long A, string, double?, string?, long?)> Rows(WorkspaceDatabase database) => database.Read(connection => connection.Select(
        "SELECT a, b, x, y, n FROM thing ORDER BY a, b", null,
        row => (row.GetInt64(0), row.GetString(1), row.DoubleOrNull(2), row.IsDBNull(3) ? null : Convert.ToHexString(row.GetFieldValue<byte[]>(3)), row.LongOrNull(4))));

    private sealed class Gatherer : IGroupParticipant
    {
        public BulkRows Rows { get; } = new(Table);

        public int Flushes { get; private set; }

        public int Commits { get; private set; }

        public WorkspaceException? Failure { get; private set; }

        public void Flush(WriteTransaction transaction)
        {
            transaction.Write(Rows);
            Rows.Clear();
            Flushes++;
        }

        public void Committed() => Commits++;

        public void Failed(WorkspaceException reason) => Failure = reason;
    }
}
