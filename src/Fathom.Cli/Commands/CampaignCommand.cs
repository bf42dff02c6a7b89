using System.CommandLine;
using Fathom.Cli.Campaigns;
using Fathom.Cli.Output;
using Fathom.Cli.Workspaces;
using Fathom.Production.Campaigns;
using Fathom.Production.Operations;
using Fathom.Production.Queries;
using Fathom.Production.Scouts;

namespace Fathom.Cli.Commands;

internal static class CampaignCommand
{
    public static Command Create() => new("campaign", """
        Campaigns: chains of transformations over the runs of a good run list, or over given telescope events.

        Examples:
          fathom campaign create Demo26A --grl physics
          fathom campaign create KM3-230213A --telescope-hits telescope/hits/KM3-230213A_allhits.json.gz --azimuth-correction 1.35
          fathom campaign start Demo26A
          fathom campaign watch Demo26A
          fathom campaign status Demo26A --json
          fathom campaign explain Demo26A
          fathom campaign stop Demo26A --reason "disk full"
          fathom campaign create Sums --file samples/checksums.yaml --dry-run
        """)
    {
        Make(),
        CampaignOperationCommands.Start(),
        CampaignOperationCommands.Stop(),
        CampaignOperationCommands.Check(),
        CampaignOperationCommands.Extend(),
        CampaignOperationCommands.Plain("flush", "Makes jobs of incomplete groups too.", (name, reason) => new FlushCampaign(name, reason)),
        CampaignOperationCommands.Plain("complete", "Takes no new files; ends when what there is has ended.", (name, reason) => new CompleteCampaign(name, reason)),
        CampaignOperationCommands.Plain("accept-scouts", "Lets the rest run whatever the scouts say.", (name, reason) => new OverruleScouts(name, reason)),
        CampaignOperationCommands.Clean(),
        CampaignOperationCommands.Plain("archive", "Seals a campaign that has completed: events and state under one hash.", (name, reason) => new ArchiveCampaign(name, reason)),
        CampaignOperationCommands.Set(),
        LimitCommands.Limit("campaign", LimitKind.Campaign),
        CampaignOperationCommands.Waive(),
        CampaignCertifyCommand.Create(),
        Status(),
        Watch(),
        CampaignExplainCommand.Create(),
        CampaignCalibrationCommand.Create(),
        List(),
    };

    /// <summary>Throws where an operation was refused.</summary>
    internal static void MustBeDone(CommandReply reply)
    {
        if (!reply.Done)
        {
            throw new CommandException(ExitCode.NotWell, reply.Reason);
        }
    }

    private static Command Make()
    {
        Option<string> workspace = SharedOptions.Workspace();
        var name = new Argument<string>("NAME") { Description = "Name of the campaign." };
        var grl = new Option<string?>("--grl") { Description = "Good run list whose RAW files it takes." };
        var hits = new Option<string[]>("--telescope-hits") { Description = "LFNs of telescope hits that it takes.", HelpName = "LFN" };
        var tag = new Option<string>("--tag") { Description = "Conditions tag.", DefaultValueFactory = _ => WorkspaceLayout.Tag };
        var replicate = new Option<string?>("--replicate-to") { Description = "Element that receives copies of the last tier.", DefaultValueFactory = _ => WorkspaceLayout.Second };
        var sample = new Option<string>("--hits") { Description = "Hits that the track fit gets: triggered or all.", DefaultValueFactory = _ => "triggered" };
        var file = new Option<string?>("--file") { Description = "YAML file that defines it: docs/reference/campaign-files.md.", HelpName = "FILE" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what it would take and until when; make nothing." };
        var azimuth = new Option<double>("--azimuth-correction") { Description = "Added to the track's azimuth before the sky [deg].", HelpName = "DEG" };
        sample.AcceptOnlyFromAmong("triggered", "all");
        var command = new Command("create", SharedOptions.Described("Makes a campaign.", "fathom campaign create Demo26A --grl physics --replicate-to second")) { name, grl, hits, file, tag, replicate, sample, azimuth, dryRun, workspace };
        command.Validators.Add(result =>
        {
            if (new[] { result.GetValue(grl) is not null, result.GetValue(hits) is { Length: > 0 }, result.GetValue(file) is not null }.Count(given => given) != 1)
            {
                result.AddError("campaign create: expected one of --grl, --telescope-hits and --file");
            }
        });
        command.SetAction(async (parse, cancellation) =>
        {
            using WorkspaceSession session = WorkspaceSession.OpenForWriting(parse.GetValue(workspace)!);
            CampaignDefinition definition = parse.GetValue(file) is { } yaml
                ? CampaignFile.Read(session, parse.GetValue(name)!, yaml)
                : parse.GetValue(grl) is { } list
                ? Definitions.Detector(session, parse.GetValue(name)!, list, parse.GetValue(tag)!, parse.GetValue(replicate))
                : Definitions.Telescope(parse.GetValue(name)!, parse.GetValue(hits)!, parse.GetValue(sample)!, parse.GetValue(azimuth));
            if (parse.GetValue(dryRun))
            {
                return CampaignOperationCommands.Print(await session.Operations.RunAsync(new PlanCampaign(definition), cancellation));
            }

            MustBeDone(await session.Operations.RunAsync(new CreateCampaign(definition), cancellation));
            Console.WriteLine($"{definition.Name}: {string.Join(", ", definition.Transformations.Select(step => step.Name))}");
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Status()
    {
        Option<string> workspace = SharedOptions.Workspace();
        Option<bool> json = SharedOptions.Json();
        var name = new Argument<string>("NAME") { Description = "Name of the campaign." };
        var command = new Command("status", SharedOptions.Described("Progress by transformation, ETA, failures by cause.", "fathom campaign status Demo26A --json")) { name, workspace, json };
        command.SetAction(parse =>
        {
            using WorkspaceSession session = WorkspaceSession.OpenForReading(parse.GetValue(workspace)!);
            CampaignProgress progress = Find(session, parse.GetValue(name)!);
            CampaignStatus.Write(progress, new ScoutQueries(session.Database).Report(progress.Campaign.Name), parse.GetValue(json));
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Watch()
    {
        Option<string> workspace = SharedOptions.Workspace();
        var name = new Argument<string>("NAME") { Description = "Name of the campaign." };
        var command = new Command("watch", SharedOptions.Described("Shows progress until the campaign has ended. Ends with 1 where jobs are held.", "fathom campaign watch Demo26A")) { name, workspace };
        command.SetAction(async (parse, cancellation) =>
        {
            using WorkspaceSession session = WorkspaceSession.OpenForReading(parse.GetValue(workspace)!);
            Find(session, parse.GetValue(name)!);
            if (Database.Taking.WorkspaceLock.FindHolder(session.Folders.Run) is null)
            {
                Console.Error.WriteLine("No server runs on this workspace; 'fathom serve' starts one.");
            }

            using ProgressReport report = ProgressReport.Start(parse.GetValue(name)!);
            CampaignProgress end = await new CampaignWatch(session.Database, TimeProvider.System).UntilEndedAsync([parse.GetValue(name)!], report, cancellation);
            return end.Transformations.Any(step => step.Jobs.GetValueOrDefault(Production.Jobs.JobState.Held) > 0) ? ExitCode.NotWell : ExitCode.Ok;
        });
        return command;
    }

    private static Command List()
    {
        Option<string> workspace = SharedOptions.Workspace();
        Option<bool> json = SharedOptions.Json();
        var command = new Command("list", SharedOptions.Described("Lists the campaigns.", "fathom campaign list --json")) { workspace, json };
        command.SetAction(parse =>
        {
            using WorkspaceSession session = WorkspaceSession.OpenForReading(parse.GetValue(workspace)!);
            Listing.Write(
                new CampaignQueries(session.Database).List(), parse.GetValue(json),
                new("NAME", row => row.Name), new("STATE", row => row.State), new("KIND", row => row.Kind), new("RUNS", row => row.GoodRunList),
                new("TAG", row => row.Conditions), new("CREATED", row => row.CreatedUtc), new("COMPLETED", row => row.CompletedUtc));
            return ExitCode.Ok;
        });
        return command;
    }

    private static CampaignProgress Find(WorkspaceSession session, string name) =>
        new CampaignQueries(session.Database).Progress(name) ?? throw new CommandException(
            ExitCode.NotFound, $"There is no campaign '{name}'; 'fathom campaign list' shows them.");
}
