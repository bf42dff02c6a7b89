using System.CommandLine;
using Fathom.Catalog.Files;
using Fathom.Cli.Output;
using Fathom.Cli.Workspaces;

namespace Fathom.Cli.Commands;

/// <summary>Files: what there is, where it lies, where it comes from.</summary>
internal static class DataCommand
{
    public static Command Create() => new("data", """
        Files of the catalogue, their replicas and their provenance.

        Examples:
          fathom data list --tier miniESD --limit 5
          fathom data show LFN
          fathom data replicas LFN
          fathom data provenance LFN
          fathom data get LFN --output mini.root
          fathom data add RUN.10554.FATHOM.Physics.ds-1.global_trigger.20251009140223.001_F0.1.raw
          fathom data sources
          fathom data fetch km3-230213a KM3-230213A_allhits.json.gz
        """)
    { List(), Show(), DataGetCommand.Create(), DataAddCommand.Create(), DataFetchCommand.Create(), DataSourcesCommand.Create(), Replicas(), Provenance() };

    /// <summary>The file of a logical name.</summary>
    internal static CatalogueFile Find(WorkspaceSession session, string lfn) =>
        new FileQueries(session.Database).Find(lfn) ?? throw new CommandException(
            ExitCode.NotFound, $"{lfn}: no file of this logical name is registered; 'fathom data list --lfn \"*PART*\"' searches.");

    internal static Argument<string> LfnArgument() => new("LFN") { Description = "Logical file name." };

    private static Command List()
    {
        Option<string> workspace = SharedOptions.Workspace();
        Option<bool> json = SharedOptions.Json();
        Option<int> limit = SharedOptions.Limit(100);
        var tier = new Option<string?>("--tier") { Description = "Of this tier." };
        var run = new Option<int?>("--run") { Description = "Of this run.", HelpName = "N" };
        var campaign = new Option<string?>("--campaign") { Description = "Made by this campaign." };
        var lfn = new Option<string?>("--lfn") { Description = "Pattern of the logical name: * any text, ? one character." };
        var invalid = new Option<bool>("--invalid") { Description = "Invalidated files too." };
        var command = new Command("list", SharedOptions.Described("Lists files.", "fathom data list --tier miniESD --run 10554")) { tier, run, campaign, lfn, invalid, limit, workspace, json };
        command.SetAction(parse =>
        {
            using WorkspaceSession session = WorkspaceSession.OpenForReading(parse.GetValue(workspace)!);
            MustBeTier(session, parse.GetValue(tier));
            var filter = new FileFilter(
                parse.GetValue(tier), parse.GetValue(run), parse.GetValue(campaign), parse.GetValue(lfn), parse.GetValue(invalid));
            Listing.Write(
                new FileQueries(session.Database).List(filter, null, parse.GetValue(limit)).Items, parse.GetValue(json),
                new("ID", file => file.Id), new("TIER", file => file.Tier), new("RUN", file => file.Run), new("SECTION", file => file.Section),
                new("EVENTS", file => file.Events), new("BYTES", file => file.Size), new("ADLER32", file => file.Adler32), new("LFN", file => file.Lfn));
            return ExitCode.Ok;
        });
        return command;
    }

    // Campaigns name tiers of their own: what no file has is more often a slip of the fingers than a wish.
    private static void MustBeTier(WorkspaceSession session, string? tier)
    {
        if (tier is null || FileTiers.All.Contains(tier, StringComparer.Ordinal))
        {
            return;
        }

        string[] tiers = [.. new FileQueries(session.Database).Totals().Select(total => total.Tier)];
        if (!tiers.Contains(tier, StringComparer.Ordinal))
        {
            throw new CommandException(ExitCode.Usage, $"--tier: expected one of {string.Join(", ", FileTiers.All.Union(tiers))}, found '{tier}'.");
        }
    }

    private static Command Show()
    {
        Option<string> workspace = SharedOptions.Workspace();
        Option<bool> json = SharedOptions.Json();
        Argument<string> lfn = LfnArgument();
        var command = new Command("show", SharedOptions.Described("Shows everything that the catalogue knows of a file.", "fathom data show LFN --json")) { lfn, workspace, json };
        command.SetAction(parse =>
        {
            using WorkspaceSession session = WorkspaceSession.OpenForReading(parse.GetValue(workspace)!);
            CatalogueFile file = Find(session, parse.GetValue(lfn)!);
            if (parse.GetValue(json))
            {
                Console.WriteLine(OutputJson.Line(file));
                return ExitCode.Ok;
            }

            Facts.Write(
                ("LFN", file.Lfn), ("tier", file.Tier), ("run", file.Run), ("section", file.Section), ("state", file.State),
                ("bytes", file.Size), ("adler32", file.Adler32), ("events", file.Events), ("campaign", file.Campaign),
                ("job", file.JobId), ("attempt", file.Attempt), ("registered", file.CreatedUtc), ("metadata", file.Metadata));
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Replicas()
    {
        Option<string> workspace = SharedOptions.Workspace();
        Option<bool> json = SharedOptions.Json();
        Argument<string> lfn = LfnArgument();
        var command = new Command("replicas", SharedOptions.Described("Lists the copies of a file.", "fathom data replicas LFN")) { lfn, workspace, json };
        command.SetAction(parse =>
        {
            using WorkspaceSession session = WorkspaceSession.OpenForReading(parse.GetValue(workspace)!);
            CatalogueFile file = Find(session, parse.GetValue(lfn)!);
            Listing.Write(
                new FileQueries(session.Database).Replicas(file.Id), parse.GetValue(json),
                new("ELEMENT", replica => replica.Element), new("STATE", replica => replica.State), new("PATH", replica => replica.Path));
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Provenance()
    {
        Option<string> workspace = SharedOptions.Workspace();
        Option<bool> json = SharedOptions.Json();
        var forward = new Option<bool>("--forward") { Description = "What was made from the file, instead of what it was made from." };
        Argument<string> lfn = LfnArgument();
        var command = new Command("provenance", SharedOptions.Described("Follows a file back to RAW.", "fathom data provenance LFN --forward")) { lfn, forward, workspace, json };
        command.SetAction(parse =>
        {
            using WorkspaceSession session = WorkspaceSession.OpenForReading(parse.GetValue(workspace)!);
            CatalogueFile file = Find(session, parse.GetValue(lfn)!);
            var queries = new ProvenanceQueries(session.Database);
            Listing.Write(
                parse.GetValue(forward) ? queries.Descendants(file.Id) : queries.Ancestors(file.Id), parse.GetValue(json),
                new("STEPS", link => link.Depth), new("TIER", link => link.Tier), new("JOB", link => link.JobId),
                new("ATTEMPT", link => link.Attempt), new("STATE", link => link.State), new("LFN", link => link.Lfn));
            return ExitCode.Ok;
        });
        return command;
    }
}
