using System.Text.Json;
using Fathom.Catalog.Conditions;
using Fathom.Catalog.Elements;
using Fathom.Catalog.Files;
using Fathom.Catalog.Runs;
using Fathom.Database;
using Fathom.Database.Bulk;
using Fathom.Database.Moving;
using Fathom.Production.Campaigns;
using static Fathom.Database.Bulk.BulkType;

namespace Fathom.Benchmarks.Ledger;

/// <summary>A workspace with files and a campaign of one step over them.</summary>
internal sealed class LedgerWorkspace : IDisposable
{
    public const string Campaign = "Bench26A";
    private const int Sections = 100, AtOnce = 20_000;

    private static readonly BulkTable FileRows = new(
        "file", ["id"], new("id", Whole), new("lfn", Text), new("tier", Text), new("run", Whole), new("section", Whole), new("size", Whole),
        new("adler32", Text), new("events", Whole), new("metadata", Text), new("state", Text), new("created_utc", Text));

    private static readonly BulkTable ReplicaRows = new(
        "replica", ["id"], new("id", Whole), new("file_id", Whole), new("se", Text), new("path", Text), new("state", Text));

    private readonly string _folder = Directory.CreateTempSubdirectory("fathom-bench-").FullName;

    public LedgerWorkspace(LedgerBenchmarkOptions options)
    {
        Folders = new WorkspaceFolders(_folder);
        Location = options.Database ?? Folders.Database;
        Directory.CreateDirectory(Folders.Run);
        Directory.CreateDirectory(Folders.Storage);
        AddedSync = TimeSpan.FromMilliseconds(options.SyncDelay);
        if (options.Database is not null)
        {
            // The server is told of the database; that there is a workspace it sees by this file.
            File.WriteAllText(Folders.DatabasePointer, JsonSerializer.Serialize(DatabasePointer.First));
        }
    }

    public WorkspaceFolders Folders { get; }

    public string Location { get; }

    public TimeSpan AddedSync { get; }

    public WorkspaceDatabase Open() => WorkspaceDatabase.Open(Location, new WorkspaceDatabaseOptions { AddedSyncTime = AddedSync });

    /// <summary>How the database server is set, where there is one.</summary>
    public List<Figure> Settings()
    {
        using WorkspaceDatabase database = Open();
        return [.. PostgresSettings.Of(database)];
    }

    /// <summary>Registers files and creates the campaign; starts nothing.</summary>
    public static async Task FillAsync(WorkspaceDatabase database, int files)
    {
        int runs = (files + Sections - 1) / Sections;
        await database.WriteAsync(sql =>
        {
            StorageElementRegistry.Add(sql, new StorageElementEntry("main", "folder", "storage/main", "here", null));
            for (int run = 1; run <= runs; run++)
            {
                RunRegistrar.Register(sql, new RunRecord(run, "juno-like", "2026-01-01T00:00:00Z", Sections, 1000, 10, 0, RunQuality.Good, ""));
            }

            GoodRunLists.Add(sql, "good", string.Join('\n', Enumerable.Range(1, runs)));
            ConditionsTags.Freeze(sql, "tag1", [new ConditionsInterval(1, 1_000_000, "tag1.json", new string('a', 64))]);
        });
        for (int first = 1; first <= files; first += AtOnce)
        {
            (BulkRows rows, BulkRows replicas) = Rows(first, Math.Min(AtOnce, files - first + 1));
            await database.WriteAsync(sql =>
            {
                sql.Write(rows, BulkVerb.Insert);
                sql.Write(replicas, BulkVerb.Insert);
            });
        }
    }

    /// <summary>The campaign: one step over all files.</summary>
    public static CampaignDefinition Definition { get; } = new(
        Campaign, CampaignKind.Detector, "good", null, [], null, "0.1", "main", null,
        [new TransformationDefinition("RAW-RTRAW", "decode", FileTiers.Raw, FileTiers.Rtraw, false, new Dictionary<string, string>())]);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static (BulkRows Files, BulkRows Replicas) Rows(int first, int count)
    {
        var rows = new BulkRows(FileRows);
        var replicas = new BulkRows(ReplicaRows);
        for (int id = first; id < first + count; id++)
        {
            (int run, int section) = ((id - 1) / Sections + 1, (id - 1) % Sections + 1);
            string lfn = FormattableString.Invariant($"raw/RUN.{run}.{section:D3}.raw");
            rows.Add(id).Add(lfn).Add(FileTiers.Raw).Add(run).Add(section).Add(1024L).Add("00000001").Add(5L).Add("{}").Add("Valid")
                .Add("2026-01-01T00:00:00.000Z");
            replicas.Add(id).Add(id).Add("main").Add(lfn).Add("Valid");
        }

        return (rows, replicas);
    }
}
