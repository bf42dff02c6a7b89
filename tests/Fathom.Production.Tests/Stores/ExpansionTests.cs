using Fathom.Catalog.Conditions;
using Fathom.Catalog.Elements;
using Fathom.Catalog.Files;
using Fathom.Catalog.Runs;
using Fathom.Database;
using Fathom.Database.Reading;
using Fathom.Identity.Tokens;
using Fathom.PostgresServers;
using Fathom.Production.Campaigns;
using Fathom.Production.Monitor;

namespace Fathom.Production.Tests.Stores;

/// <summary>Files of a dataset become durable jobs: in stretches of consecutive files, and one by one where others lie between.</summary>
public sealed class ExpansionTests
{
    private const int Files = 150, Batch = 40;

    private static CampaignDefinition Definition { get; } = new(
        "Wide26A", CampaignKind.Detector, "good", null, [], "tag1", "0.1", "main", null,
        [new TransformationDefinition("RAW-RTRAW", "decode", FileTiers.Raw, FileTiers.Rtraw, true, new Dictionary<string, string>())]);

    [Theory, OnBothEngines]
    public async Task Each_good_file_becomes_one_job_with_its_run_and_section_whatever_lies_between(Engine engine)
    {
        using var place = new TestDatabase(engine);
        using WorkspaceDatabase database = WorkspaceDatabase.Open(place.Location);
        Ledger ledger = await StartAsync(database);
        await ledger.FeedAsync();
        Assert.Equal(Enumerable.Range(1, Files).Where(IsGood).Select(file => (file, RunOf(file), file, "Waiting")), Jobs(database));
        Assert.Equal(Jobs(database).Count, Taken(database));
        Assert.Equal(InMemory(ledger), InMemory(Open(database)));
    }

    [Theory, OnBothEngines]
    public async Task A_server_killed_between_two_batches_is_followed_by_one_that_makes_the_rest_and_none_again(Engine engine)
    {
        using var place = new TestDatabase(engine);
        using (WorkspaceDatabase database = WorkspaceDatabase.Open(place.Location))
        {
            await StartAsync(database);
            Assert.InRange(Jobs(database).Count, 1, Batch);
        }

        using WorkspaceDatabase next = WorkspaceDatabase.Open(place.Location);
        Ledger ledger = Open(next);
        await ledger.FeedAsync();
        Assert.Equal(Enumerable.Range(1, Files).Where(IsGood), Jobs(next).Select(job => job.File));
        Assert.Equal(0, await ledger.FeedAsync());
    }

    [Theory, OnBothEngines]
    public async Task Files_that_were_set_free_are_taken_by_new_jobs(Engine engine)
    {
        using var place = new TestDatabase(engine);
        using WorkspaceDatabase database = WorkspaceDatabase.Open(place.Location);
        await (await StartAsync(database)).FeedAsync();
        int made = Jobs(database).Count;
        await database.WriteAsync(sql => sql.Execute("UPDATE transformation_input SET state = 'Unused', job_id = NULL WHERE file_id BETWEEN 31 AND 60"));
        int again = Enumerable.Range(31, 30).Count(IsGood);
        Assert.Equal(again, await Open(database).FeedAsync());
        Assert.Equal(made + again, Jobs(database).Count);
        Assert.Equal(made, Taken(database));
        Assert.Equal(again, (int)database.Read(connection => connection.SelectNumber($"SELECT count(*) FROM transformation_input WHERE job_id > {made}")));
    }

    [Fact]
    public async Task Changes_that_a_move_notes_by_triggers_are_not_taken_for_jobs()
    {
        using var place = new TestDatabase(Engine.Sqlite);
        using WorkspaceDatabase database = WorkspaceDatabase.Open(place.Location);
        await database.WriteAsync(sql =>
        {
            sql.Execute("CREATE TABLE noted (id INTEGER)");
            sql.Execute("CREATE TRIGGER note_job AFTER INSERT ON job BEGIN INSERT INTO noted VALUES (new.id); END");
            sql.Execute("CREATE TRIGGER note_input AFTER INSERT ON transformation_input BEGIN INSERT INTO noted VALUES (new.file_id); END");
        });
        await (await StartAsync(database)).FeedAsync();
        Assert.Equal(Enumerable.Range(1, Files).Count(IsGood), Jobs(database).Count);
        Assert.Equal(2 * Jobs(database).Count, (int)database.Read(connection => connection.SelectNumber("SELECT count(*) FROM noted")));
    }

    // Stretches of 29 files, of 9, and single ones.
    private static bool IsGood(int file) => file % 30 != 0 && (file < 100 || file % 10 != 0) && (file < 130 || file % 2 == 1);

    private static int RunOf(int file) => IsGood(file) ? 1 + file / 50 : 9;

    private static async Task<Ledger> StartAsync(WorkspaceDatabase database)
    {
        await database.WriteAsync(sql =>
        {
            StorageElementRegistry.Add(sql, new StorageElementEntry("main", "folder", "storage/main", "here", null));
            foreach (int run in (int[])[1, 2, 3, 4, 9])
            {
                RunRegistrar.Register(sql, new RunRecord(run, "juno-like", "2026-01-01T00:00:00Z", Files, 1000, 10, 0, RunQuality.Good, ""));
            }

            GoodRunLists.Add(sql, "good", "1\n2\n3\n4");
            ConditionsTags.Freeze(sql, "tag1", [new ConditionsInterval(1, 9, "tag1.constants", new string('a', 64))]);
            for (int file = 1; file <= Files; file++)
            {
                FileRegistrar.Register(sql, new NewFile($"raw/{file}", FileTiers.Raw, RunOf(file), file, 10, "00000001", 5, "{}", [], null), "main", $"raw/{file}", "server");
            }
        });
        Ledger ledger = Open(database);
        CampaignReply created = await ledger.CreateCampaignAsync("create", Definition, "user:test");
        Assert.True(created.Accepted, created.Reason);
        OperationReply started = await ledger.StartCampaignAsync("start", Definition.Name, "user:test");
        Assert.True(started.Done, started.Reason);
        return ledger;
    }

    private static Ledger Open(WorkspaceDatabase database) =>
        new(database, new PilotTokens(new Secret("key of the tests")), new LedgerOptions { Workspace = "/workspace", FeedBatch = Batch });

    private static List<(int File, int Run, int Section, string State)> Jobs(WorkspaceDatabase database) => database.Read(connection => connection.Select(
        "SELECT input_file, run, section, state FROM job ORDER BY id", null, row => (row.GetInt32(0), row.GetInt32(1), row.GetInt32(2), row.GetString(3))));

    private static int Taken(WorkspaceDatabase database) => (int)database.Read(connection => connection.SelectNumber(
        """
        SELECT count(*) FROM transformation_input i JOIN job j ON j.id = i.job_id AND j.input_file = i.file_id AND j.transformation_id = i.transformation_id
        WHERE i.state = 'Assigned'
        """));

    private static List<JobEntry> InMemory(Ledger ledger) => [.. Enumerable.Range(1, (int)ledger.Jobs.Count).Select(id => ledger.Jobs.Read(id))];
}
