using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Fathom.Catalog.Conditions;
using Fathom.Catalog.Elements;
using Fathom.Catalog.Runs;
using Fathom.Database;
using Fathom.Identity.Tokens;
using Fathom.Portal.Observatory;
using Fathom.Portal.Server;
using Fathom.Production.Campaigns;
using Fathom.Production.Operations;
using Fathom.Production.Protocol;
using Fathom.Storage.Folder;
using Microsoft.Extensions.DependencyInjection;

namespace Fathom.Portal.Tests.World;

/// <summary>A workspace with runs, a good run list and a campaign, and its server on a free port.</summary>
public sealed class PortalWorld : IAsyncDisposable
{
    public const string Campaign = "Demo26A";
    public const string Telescope = "Km3Demo";
    private readonly TemporaryFolder _folder;

    private PortalWorld(TemporaryFolder folder, FathomServer server, WorkspaceSecrets secrets)
    {
        (_folder, Server, Secrets) = (folder, server, secrets);
        Reader = new HttpClient { BaseAddress = server.Address };
        Operator = new HttpClient { BaseAddress = server.Address };
        Operator.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secrets.Operator.Reveal());
    }

    public FathomServer Server { get; private set; }

    public WorkspaceSecrets Secrets { get; }

    public HttpClient Reader { get; }

    public HttpClient Operator { get; }

    public string Root => _folder.Path;

    /// <summary>Makes the world: runs 101 and 102 good, 103 bad, each of some sections.</summary>
    public static async Task<PortalWorld> MakeAsync(int sections = 2, ObservatoryOptions? observatory = null, Uri? published = null)
    {
        var folder = new TemporaryFolder();
        var folders = new WorkspaceFolders(folder.Path);
        Directory.CreateDirectory(folders.Run);
        using (var database = WorkspaceDatabase.Open(folders.Database))
        {
            await database.WriteAsync(transaction =>
            {
                StorageElementRegistry.Add(transaction, new StorageElementEntry("primary", "folder", "storage/primary", "local", null));
                StorageElementRegistry.Add(transaction, new StorageElementEntry("second", "folder", "storage/second", "local", null));
                ConditionsTags.Freeze(transaction, "Reference26A", [new ConditionsInterval(1, int.MaxValue, "c.constants", new string('0', 64))]);
            });
        }

        var secrets = WorkspaceSecrets.ReadOrCreate(folder.Path);
        var world = new PortalWorld(folder, await FathomServer.StartAsync(OptionsFor(folder.Path) with { Observatory = observatory ?? new(), Published = published }), secrets);
        foreach (var (run, quality) in new[] { (101, RunQuality.Good), (102, RunQuality.Good), (103, RunQuality.Bad) })
        {
            await world.RegisterRunAsync(run, quality, sections);
        }

        await world.DoAsync("/api/good-run-lists", new GoodRunListText("Demo", "# fit for physics\n101\n102\n"));
        return world;
    }

    /// <summary>Creates and starts the campaign.</summary>
    public async Task StartCampaignAsync()
    {
        await RunAsync(new CreateCampaign(Chains.Detector(Campaign, "Demo", "Reference26A", "fathom 0.1", "primary", "second")));
        await RunAsync(new StartCampaign(Campaign, null));
    }

    /// <summary>Imports the real telescope event and runs its campaign with the real steps.</summary>
    public async Task RunTelescopeAsync(string hits)
    {
        const string lfn = "km3net/KM3-230213A_allhits.json.gz";
        await ImportAsync(lfn, "TelescopeHits", null, null, await File.ReadAllBytesAsync(hits));
        var parameters = new Dictionary<string, IReadOnlyDictionary<string, string>>
        {
            ["telescope-reduce"] = new Dictionary<string, string> { ["azimuth-correction-deg"] = "1.35" },
        };
        await RunAsync(new CreateCampaign(Chains.Telescope(Telescope, [lfn], "fathom 0.1", "primary", null, parameters)));
        await RunAsync(new StartCampaign(Telescope, null));
    }

    /// <summary>Runs a command of the operator that must be done.</summary>
    public Task<string> RunAsync(OperatorCommand command) => DoAsync("/api/commands", command);

    /// <summary>Posts as the operator, with a request id.</summary>
    public async Task<string> DoAsync<T>(string route, T body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, route) { Content = JsonContent.Create(body, options: OperatorJson.Options) };
        request.Headers.Add(Routes.RequestIdHeader, Guid.NewGuid().ToString());
        using var answer = await Operator.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{route}: {answer.StatusCode} {text}");
        return text;
    }

    /// <summary>The page of an address, which must be there.</summary>
    public async Task<string> PageAsync(string address)
    {
        using var answer = await Reader.GetAsync(address);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{address}: {answer.StatusCode} {text}");
        return text;
    }

    internal Task<HttpPilot> PilotAsync() => HttpPilot.RegisterAsync(Server.Address, Secrets.Bootstrap.Reveal());

    /// <summary>Does jobs as a pilot would until none waits, or as many as are asked for; returns how many.</summary>
    internal async Task<int> WorkAsync(HttpPilot pilot, int most = int.MaxValue)
    {
        var done = 0;
        while (done < most && await pilot.LeaseAsync() is { } job)
        {
            await pilot.StartAsync(job);
            var made = job.Step.StartsWith("telescope", StringComparison.Ordinal)
                ? Payloads.Telescope(Telescope, job, _folder.Path)
                : Payloads.Make(Campaign, job);
            var reply = await pilot.UploadAsync(job, made);
            Assert.True(reply.Accepted, reply.Reason);
            done++;
        }

        return done;
    }

    /// <summary>Stops the server and starts another on the same port.</summary>
    public async Task RestartAsync()
    {
        var port = Server.Address.Port;
        await Server.DisposeAsync();
        Server = await FathomServer.StartAsync(OptionsFor(Root) with { Port = port });
    }

    public T Get<T>()
        where T : notnull => Server.Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        Reader.Dispose();
        Operator.Dispose();
        await Server.DisposeAsync();
        _folder.Dispose();
    }

    internal static ServerOptions OptionsFor(string workspace) => new()
    {
        Workspace = workspace,
        Port = 0,
        Pilots = 0,
        // Self-tests of steps start this program: here it always ends well.
        Command = new Compute.Payload.SelfCommand("/bin/true", []),
    };

    private async Task RegisterRunAsync(int run, RunQuality quality, int sections)
    {
        var files = new List<FileImport>();
        for (var section = 0; section < sections; section++)
        {
            files.Add(await WriteAsync(Payloads.RawName(run, section), "RAW", run, section, Encoding.UTF8.GetBytes($"raw {run} {section}")));
        }

        var record = new RunRecord(
            run, "juno-like", $"2026-01-{run - 90:D2}T08:00:00Z", sections, sections * 1_500_000_000L, 1_200_000, 4, quality,
            quality == RunQuality.Bad ? "high voltage of crate 3 tripped" : "");
        await DoAsync("/api/runs", new RunImport(record, files));
    }

    private async Task ImportAsync(string lfn, string tier, int? run, int? section, byte[] bytes)
        => await DoAsync("/api/files", await WriteAsync(lfn, tier, run, section, bytes));

    private async Task<FileImport> WriteAsync(string lfn, string tier, int? run, int? section, byte[] bytes)
    {
        var element = new FolderElement("primary", Path.Combine(Root, "storage", "primary"));
        await DoAsync("/api/paths/announce", new PathAnnouncement("primary", [lfn]));
        await element.CreateAsync(lfn, new MemoryStream(bytes), CancellationToken.None);
        return new FileImport(lfn, tier, run, section, "primary", lfn, Payloads.EventsPerFile, "{}");
    }
}
