using Fathom.Database.Reading;
using Fathom.PostgresServers;
using Fathom.Production.Jobs;
using Fathom.Production.Stores;

namespace Fathom.Production.Tests.Stores;

/// <summary>What a store reads for several works at once is what each of them would have read by itself.</summary>
public sealed class SharedQuestionsTests
{
    public static TheoryData<string> Kinds => PostgresCluster.IsThere ? ["sqlite", "postgres"] : ["sqlite"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_replica_that_is_lost_in_a_group_is_given_to_no_later_work_of_it(string kind)
    {
        using var world = new StoreWorld(kind);
        var store = new SqlLedgerStore(world.Database);
        using var gate = new ManualResetEventSlim();
        Task first = world.Database.WriteAsync(_ => gate.Wait());
        Task<int[]> before = store.WriteAsync(work => Replicas(work, 5, 6, 7));
        Task<int[]> changing = store.WriteAsync(work =>
        {
            ((SqlLedgerTransaction)work).Sql.Execute("UPDATE replica SET state = 'Deleting' WHERE file_id = 6");
            return Replicas(work, 5, 6, 7);
        });
        Task<int[]> after = store.WriteAsync(work => Replicas(work, 5, 6, 7, 1000));
        gate.Set();
        await first;
        Assert.Equal((int[])[1, 1, 1], await before);
        Assert.Equal((int[])[1, 0, 1], await changing);
        Assert.Equal((int[])[1, 0, 1, -1], await after);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Files_that_are_read_ahead_are_each_with_its_own_name_and_replicas(string kind)
    {
        using var world = new StoreWorld(kind);
        var store = new SqlLedgerStore(world.Database);
        IEnumerable<string> found = await store.WriteAsync(work => Enumerable.Range(1, StoreWorld.Files).Select(file => work.FindInput(file, "/workspace")!)
            .Select(input => $"{input.Lfn} {input.Replicas.Single().Path}").ToList());
        IEnumerable<string> alone = world.Database.Read(connection => connection.Select(
            "SELECT f.lfn, r.path FROM file f JOIN replica r ON r.file_id = f.id ORDER BY f.id", null, row => $"{row.GetString(0)} {row.GetString(1)}"));
        Assert.Equal(alone, found);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task More_memory_that_a_job_is_given_in_a_group_is_seen_by_the_next_work_of_it(string kind)
    {
        using var world = new StoreWorld(kind);
        var store = new SqlLedgerStore(world.Database);
        var more = new JobAllowance(4096, null);
        using var gate = new ManualResetEventSlim();
        Task first = world.Database.WriteAsync(_ => gate.Wait());
        Task<JobAllowance> before = store.WriteAsync(work => work.AllowanceOf(3));
        Task set = store.WriteAsync(work =>
        {
            SqlAllowances.Set(((SqlLedgerTransaction)work).Sql, 3, more);
            return true;
        });
        Task<JobAllowance[]> after = store.WriteAsync(work => new[] { work.AllowanceOf(2), work.AllowanceOf(3) });
        gate.Set();
        await Task.WhenAll(first, set);
        Assert.Equal(JobAllowance.None, await before);
        Assert.Equal((JobAllowance[])[JobAllowance.None, more], await after);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Requests_that_are_asked_for_together_are_known_or_not_each_for_itself(string kind)
    {
        using var world = new StoreWorld(kind);
        var store = new SqlLedgerStore(world.Database);
        await store.WriteAsync(work => Save(work, "known \"ν\", [1]", "first"));
        using var gate = new ManualResetEventSlim();
        Task first = world.Database.WriteAsync(_ => gate.Wait());
        string[] ids = ["new", "known \"ν\", [1]", "other", "new", "twice"];
        var answers = new List<Task<string?>>();
        foreach (string id in ids)
        {
            store.Expect(id);
            answers.Add(store.WriteAsync(work => work.FindRequest(id)?.Answer ?? (Save(work, id, "of now") ? null : "")));
        }

        // One whose own work fails is not known to the next.
        store.Expect("failed");
        Task<bool> failing = store.WriteAsync(work => work.FindRequest("failed") is null && Save(work, "failed", "x") ? throw new InvalidDataException() : true);
        Task<string?> again = store.WriteAsync(work => work.FindRequest("failed")?.Answer);
        gate.Set();
        await first;
        await Assert.ThrowsAsync<InvalidDataException>(() => failing);
        Assert.Equal((string?[])[null, "first", null, "of now", null], await Task.WhenAll(answers));
        Assert.Null(await again);
        store.Expect("twice");
        Assert.Equal("of now", await store.WriteAsync(work => work.FindRequest("twice")?.Answer));
    }

    private static bool Save(ILedgerTransaction work, string id, string answer)
    {
        work.SaveRequest(new StoredRequest(id, "hash", answer));
        return true;
    }

    private static int[] Replicas(ILedgerTransaction work, params long[] files) =>
        [.. files.Select(file => work.FindInput(file, "/workspace") is { } input ? input.Replicas.Count : -1)];
}
