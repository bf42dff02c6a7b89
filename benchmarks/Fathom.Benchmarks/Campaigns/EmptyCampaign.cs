using Fathom.Catalog.Elements;
using Fathom.Catalog.Files;
using Fathom.Database;
using Fathom.Identity.Tokens;
using Fathom.Production;
using Fathom.Production.Campaigns;

namespace Fathom.Benchmarks.Campaigns;

/// <summary>A workspace with small real files and a campaign of one step that does nothing but write 1 KiB for each.</summary>
internal sealed class EmptyCampaign : IDisposable
{
    public const string Name = "Empty26A";
    private const string Element = "main";

    public EmptyCampaign(int jobs, string step = "noop", IReadOnlyDictionary<string, string>? parameters = null, string? root = null,
        string? database = null)
    {
        Root = root ?? Directory.CreateTempSubdirectory("fathom-bench-").FullName;
        var folders = new WorkspaceFolders(Root);
        Database = database ?? folders.Database;
        OutputRoot = Path.Combine(folders.Storage, Element);
        foreach (string folder in new[] { folders.Run, folders.Storage, folders.Scratch, folders.Conditions, OutputRoot })
        {
            Directory.CreateDirectory(folder);
        }

        FillAsync(jobs, step, parameters ?? new Dictionary<string, string>()).GetAwaiter().GetResult();
    }

    /// <summary>The workspace's folder.</summary>
    public string Root { get; }

    /// <summary>Its database.</summary>
    public string Database { get; }

    /// <summary>Folder of the element that holds inputs and outputs.</summary>
    public string OutputRoot { get; }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private async Task FillAsync(int jobs, string step, IReadOnlyDictionary<string, string> parameters)
    {
        WorkspaceSecrets secrets = WorkspaceSecrets.ReadOrCreate(Root);
        using WorkspaceDatabase database = WorkspaceDatabase.Open(Database);
        await database.WriteAsync(sql => StorageElementRegistry.Add(sql, new StorageElementEntry(Element, "folder", "storage/" + Element, "local", null)));
        await SmallInputs.AddAsync(database, Element, OutputRoot, jobs);
        var ledger = new Production.Ledger(database, new PilotTokens(secrets.PilotKey), new LedgerOptions { Workspace = Root });
        CampaignReply reply = await ledger.CreateCampaignAsync("create", new CampaignDefinition(
            Name, CampaignKind.Detector, SmallInputs.GoodRunList, null, [], null, "0.1", Element, null,
            [new TransformationDefinition("RAW-RTRAW", step, FileTiers.Raw, FileTiers.Rtraw, false, parameters)]), "user:bench");
        _ = reply.Created ? true : throw new InvalidOperationException(reply.Reason);
    }
}
