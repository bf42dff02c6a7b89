using System.Diagnostics;
using Fathom.Catalog.DataSources;
using Fathom.Cli.Campaigns;
using Fathom.Cli.Commands;
using Fathom.Cli.Imports;
using Fathom.Cli.Output;
using Fathom.Cli.Workspaces;
using Fathom.Database;
using Fathom.Portal.Server;
using Fathom.Production.Campaigns;
using Fathom.Production.Operations;

namespace Fathom.Cli.Demo;

/// <summary>The demo: the same steps as the commands, one after the other. Each is harmless to repeat, so that it resumes.</summary>
internal sealed class DemoRun(DemoOptions options)
{
    private const string GoodRuns = "physics";
    private const string DetectorCampaign = "Demo26A";
    private const string TelescopeCampaign = "KM3-230213A";
    private const string TelescopeSource = "km3-230213a";
    private const string TelescopeFile = "KM3-230213A_allhits.json.gz";

    /// <summary>Detector misalignment of this event's release, added to the track's azimuth [deg]: physics.md, the release's notebook.</summary>
    private const double TelescopeMisalignment = 1.35;

    private readonly WorkspaceFolders folders = new(options.Workspace);

    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        long begin = Stopwatch.GetTimestamp();
        await MakeWorkspace.RunAsync(folders);
        IReadOnlyList<string> campaigns = await Prepare(cancellation);

        await using FathomServer server = await FathomServer.StartAsync(
            new ServerOptions { Workspace = folders.Root, Port = options.Serve ? options.Port : 0, Pilots = options.Pilots, Log = TextWriter.Null }, cancellation);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task<ServerEnd> served = server.RunAsync(stop.Token);
        try
        {
            await Work(served, campaigns, cancellation);
        }
        catch
        {
            await stop.CancelAsync();
            await served; // its pilots finish or give back what they have
            throw;
        }

        DemoSummary summary = Summarise(Stopwatch.GetElapsedTime(begin));
        summary.Tell(Console.Error);
        if (options.Serve)
        {
            Console.Error.WriteLine($"The portal is on {server.Address}   (Ctrl-C ends; 'fathom serve' shows it again)");
        }

        if (options.Json)
        {
            Console.WriteLine(OutputJson.Line(summary));
        }

        if (!options.Serve)
        {
            await stop.CancelAsync();
        }

        ServerEnd end = await served;
        return end.ExitCode != ExitCode.Ok ? throw new CommandException(end.ExitCode, end.Message)
            : summary.IsWell ? ExitCode.Ok : ExitCode.NotWell;
    }

    /// <summary>Data, good run list and campaigns; returns the campaigns' names.</summary>
    private async Task<IReadOnlyList<string>> Prepare(CancellationToken cancellation)
    {
        using WorkspaceSession session = WorkspaceSession.OpenForWriting(folders.Root);
        using (ProgressReport progress = ProgressReport.Start("simulate"))
        {
            await new SimulateRuns(session, options.Simulation, progress).RunAsync(cancellation);
        }

        await session.Operations.AddGoodRunListAsync(new GoodRunListText(GoodRuns, GrlCommand.GoodRunsOfTheShift(session)), cancellation);
        List<CampaignDefinition> campaigns = [Definitions.Detector(session, DetectorCampaign, GoodRuns, WorkspaceLayout.Tag, WorkspaceLayout.Second)];
        if (FindTelescopeEvent() is { } hits)
        {
            string lfn = await ImportTelescopeHits.RunAsync(session, hits, cancellation);
            campaigns.Add(Definitions.Telescope(TelescopeCampaign, [lfn], "triggered", TelescopeMisalignment));
        }

        foreach (CampaignDefinition campaign in campaigns)
        {
            CampaignCommand.MustBeDone(await session.Operations.RunAsync(new CreateCampaign(campaign), cancellation));
            await StartUnlessEnded(session, campaign.Name, cancellation);
        }

        return [.. campaigns.Select(campaign => campaign.Name)];
    }

    private static async Task StartUnlessEnded(WorkspaceSession session, string name, CancellationToken cancellation)
    {
        if (new Production.Queries.CampaignQueries(session.Database).Find(name)?.State is CampaignState.New or CampaignState.Stopped)
        {
            CampaignCommand.MustBeDone(await session.Operations.RunAsync(new StartCampaign(name, null, "demo"), cancellation));
        }
    }

    private string? FindTelescopeEvent()
    {
        switch (FetchSource.Find(folders, TelescopeSource, TelescopeFile, options.Mirrors))
        {
            case DataSourceResult.Found found:
                return found.Path;
            case DataSourceResult.Unavailable missing:
                Console.Error.WriteLine($"{TelescopeCampaign} is skipped, the rest goes on: {missing.Reason}");
                return null;
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>Waits until the campaigns have ended, or the server has.</summary>
    private async Task Work(Task<ServerEnd> served, IReadOnlyList<string> campaigns, CancellationToken cancellation)
    {
        using WorkspaceDatabase database = WorkspaceDatabase.Open(
            folders, new WorkspaceDatabaseOptions { Access = WorkspaceAccess.Read });
        using ProgressReport progress = ProgressReport.Start("campaigns");
        Task watch = new CampaignWatch(database, TimeProvider.System).UntilEndedAsync(campaigns, progress, cancellation);
        if (await Task.WhenAny(watch, served) == served && !cancellation.IsCancellationRequested)
        {
            ServerEnd end = await served;
            throw new CommandException(end.ExitCode, end.Message);
        }

        await watch;
    }

    private DemoSummary Summarise(TimeSpan wall)
    {
        using WorkspaceDatabase database = WorkspaceDatabase.Open(
            folders, new WorkspaceDatabaseOptions { Access = WorkspaceAccess.Read });
        return DemoSummary.Of(database, GoodRuns, wall);
    }
}
