using Fathom.Catalog.Elements;
using Fathom.Catalog.Files;
using Fathom.Catalog.Runs;
using Fathom.Database;
using Fathom.Database.Reading;
using Fathom.Identity.Tokens;
using Fathom.PostgresServers;
using Fathom.Production.Campaigns;
using Fathom.Production.Datasets;
using Fathom.Production.Stores;

namespace Fathom.Production.Tests.Campaigns;

/// <summary>Files that were read ahead of the writer become jobs only where they are still what the writer itself would find.</summary>
public sealed class AheadReaderTests
{
    private const int Files = 100, Batch = 10;

    private static CampaignDefinition Definition { get; } = new(
        "Ahead26A", CampaignKind.Detector, "good", null, [], null, "0.1", "main", null,
        [new TransformationDefinition("RAW-RTRAW", "decode", FileTiers.Raw, FileTiers.Rtraw, false, new Dictionary<string, string>())]);

    [Theory, OnBothEngines]
    public async Task Batches_follow_each_other_without_a_gap_before_any_of_them_is_committed(Engine engine)
    {
        using var place = new TestDatabase(engine);
        using WorkspaceDatabase database = WorkspaceDatabase.Open(place.Location);
        await StartAsync(database);
        AheadReader reader = Reader(database);
        Task<FilesAhead?>[] batches = [reader.NextAsync(), reader.NextAsync(), reader.NextAsync()];
        Assert.Equal(
            Enumerable.Range(Batch + 1, 3 * Batch), (await Task.WhenAll(batches)).SelectMany(batch => batch!.Found.Files).Select(file => (int)file.Id));
    }

    [Theory, OnBothEngines]
    public async Task The_files_are_taken_while_nothing_of_them_has_changed(Engine engine)
    {
        using var place = new TestDatabase(engine);
        using WorkspaceDatabase database = WorkspaceDatabase.Open(place.Location);
        await StartAsync(database);
        FilesAhead ahead = (await Reader(database).NextAsync())!;
        Assert.Same(ahead.Found, await TakeAsync(database, ahead));
        await database.WriteAsync(sql => FileRegistrar.Register(sql, File(Files + 1), "main", "raw/new", "server"));
        Assert.Same(ahead.Found, await TakeAsync(database, ahead));
    }

    [Theory, OnBothEngines]
    public async Task A_file_that_became_invalid_meanwhile_is_seen(Engine engine)
    {
        using var place = new TestDatabase(engine);
        using WorkspaceDatabase database = WorkspaceDatabase.Open(place.Location);
        Ledger ledger = await StartAsync(database);
        FilesAhead ahead = (await Reader(database).NextAsync())!;
        await database.WriteAsync(sql => FileRegistrar.Invalidate(sql, Batch + 3, "bad", "user:test"));
        Assert.Null(await TakeAsync(database, ahead));
        await ledger.FeedAsync();
        Assert.Equal(Enumerable.Range(1, Files).Where(id => id != Batch + 3), Inputs(database));
    }

    [Theory, OnBothEngines]
    public async Task A_file_that_was_taken_meanwhile_is_seen(Engine engine)
    {
        using var place = new TestDatabase(engine);
        using WorkspaceDatabase database = WorkspaceDatabase.Open(place.Location);
        Ledger ledger = await StartAsync(database);
        FilesAhead ahead = (await Reader(database).NextAsync())!;
        await database.WriteAsync(sql => sql.Execute(
            $"INSERT INTO transformation_input (transformation_id, file_id, state, job_id) VALUES (1, {Batch + 3}, 'Assigned', 1)"));
        Assert.Null(await TakeAsync(database, ahead));
        await ledger.FeedAsync();
        Assert.Equal(Enumerable.Range(1, Files).Where(id => id != Batch + 3), Inputs(database));
    }

    [Theory, OnBothEngines]
    public async Task Files_that_another_batch_has_gone_through_are_not_taken_again(Engine engine)
    {
        using var place = new TestDatabase(engine);
        using WorkspaceDatabase database = WorkspaceDatabase.Open(place.Location);
        Ledger ledger = await StartAsync(database);
        FilesAhead ahead = (await Reader(database).NextAsync())!;
        await ledger.FeedAsync();
        await database.WriteAsync(sql => FileRegistrar.Register(sql, File(Files + 1), "main", "raw/new", "server"));
        Assert.Null(await TakeAsync(database, ahead));
    }

    private static Task<WindowFiles?> TakeAsync(WorkspaceDatabase database, FilesAhead ahead) => database.WriteAsync(
        sql => DatasetFeed.NextWindow(sql.Connection, 1, Batch) is { } window ? ahead.Of(sql.Connection, 1, window) : null);

    private static AheadReader Reader(WorkspaceDatabase database) =>
        new(database, database.Read(SqlSteps.Read).Single(), new FeedPace(Batch));

    private static NewFile File(int id) => new($"raw/{id}", FileTiers.Raw, 1, id, 10, "00000001", 5, "{}", [], null);

    private static List<int> Inputs(WorkspaceDatabase database) => database.Read(connection => connection.Select(
        "SELECT input_file FROM job ORDER BY input_file", null, row => row.GetInt32(0)));

    // The start itself makes the first batch.
    private static async Task<Ledger> StartAsync(WorkspaceDatabase database)
    {
        await database.WriteAsync(sql =>
        {
            StorageElementRegistry.Add(sql, new StorageElementEntry("main", "folder", "storage/main", "here", null));
            RunRegistrar.Register(sql, new RunRecord(1, "juno-like", "2026-01-01T00:00:00Z", Files, 1000, 10, 0, RunQuality.Good, ""));
            GoodRunLists.Add(sql, "good", "1");
            for (int file = 1; file <= Files; file++)
            {
                FileRegistrar.Register(sql, File(file), "main", $"raw/{file}", "server");
            }
        });
        var ledger = new Ledger(database, new PilotTokens(new Secret("key of the tests")), new LedgerOptions { Workspace = "/workspace", FeedBatch = Batch });
        CampaignReply created = await ledger.CreateCampaignAsync("create", Definition, "user:test");
        Assert.True(created.Accepted, created.Reason);
        OperationReply started = await ledger.StartCampaignAsync("start", Definition.Name, "user:test");
        Assert.True(started.Done, started.Reason);
        return ledger;
    }
}
