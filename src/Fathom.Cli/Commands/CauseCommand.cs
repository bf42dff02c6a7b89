using System.CommandLine;
using Fathom.Cli.Output;
using Fathom.Cli.Workspaces;
using Fathom.Production.Diagnosis.Causes;
using Fathom.Production.Diagnosis.Rules;

namespace Fathom.Cli.Commands;

/// <summary>Causes of failures: what they are, and one action for all jobs of one.</summary>
internal static class CauseCommand
{
    public static Command Create() => new("cause", """
        Causes: why attempts failed, as a handful of roots however many failures there are.

        Examples:
          fathom cause list --campaign Demo26A
          fathom cause show InputTruncated
          fathom cause apply InputTruncated --action retry --dry-run
          fathom cause apply InputTruncated --action retry --reason "files restored"
          fathom cause apply OutOfMemory --action more-memory --factor 1.5 --reason "heavy runs"
        """)
    {
        List(),
        Show(),
        CauseApplyCommand.Create(),
    };

    /// <summary>An option that restricts to a campaign.</summary>
    internal static Option<string?> CampaignOption() => new("--campaign") { Description = "Of this campaign alone." };

    /// <summary>The argument that names a cause.</summary>
    internal static Argument<string> IdArgument() => new("ID") { Description = "Id of the cause, as 'fathom cause list' gives it." };

    /// <summary>What answers about the causes of a workspace.</summary>
    internal static CauseQueries Queries(WorkspaceSession session) => new(session.Database, RuleTableFile.Load(session.Folders.Root));

    /// <summary>The cause, which must be there.</summary>
    internal static CauseGroup Find(CauseQueries queries, string id, string? campaign) => queries.Find(id, campaign)
        ?? throw new CommandException(ExitCode.NotFound, $"There is no failure by a cause '{id}'; 'fathom cause list' shows them.");

    private static Command List()
    {
        Option<string> workspace = SharedOptions.Workspace();
        Option<bool> json = SharedOptions.Json();
        Option<string?> campaign = CampaignOption();
        var command = new Command("list", SharedOptions.Described("Lists the causes, most failures first.", "fathom cause list --campaign Demo26A --json")) { campaign, workspace, json };
        command.SetAction(parse =>
        {
            using WorkspaceSession session = WorkspaceSession.OpenForReading(parse.GetValue(workspace)!);
            Listing.Write(
                Queries(session).List(parse.GetValue(campaign)), parse.GetValue(json),
                new("CAUSE", cause => cause.Id), new("ATTEMPTS", cause => cause.Attempts), new("JOBS", cause => cause.Jobs),
                new("ACTION", cause => RuleActionNames.Of(cause.Action)), new("SITES", cause => Names(cause.Sites, 3)), new("HOSTS", cause => Names(cause.Hosts, 3)),
                new("FIRST", cause => cause.FirstUtc), new("LAST", cause => cause.LastUtc), new("WORDING", cause => cause.Template));
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Show()
    {
        Option<string> workspace = SharedOptions.Workspace();
        Option<bool> json = SharedOptions.Json();
        Option<string?> campaign = CampaignOption();
        Argument<string> id = IdArgument();
        var command = new Command("show", SharedOptions.Described("Shows a cause with its latest examples.", "fathom cause show InputTruncated")) { id, campaign, workspace, json };
        command.SetAction(parse =>
        {
            using WorkspaceSession session = WorkspaceSession.OpenForReading(parse.GetValue(workspace)!);
            CauseGroup cause = Find(Queries(session), parse.GetValue(id)!, parse.GetValue(campaign));
            if (parse.GetValue(json))
            {
                Console.WriteLine(OutputJson.Line(cause));
                return ExitCode.Ok;
            }

            Facts.Write(
                ("cause", cause.Id), ("attempts", cause.Attempts), ("jobs", cause.Jobs), ("action", RuleActionNames.Of(cause.Action)), ("advice", cause.Advice),
                ("rules", string.Join(", ", cause.Rules)), ("version", cause.RulesVersion), ("first", cause.FirstUtc), ("last", cause.LastUtc),
                ("sites", Names(cause.Sites, 20)), ("hosts", Names(cause.Hosts, 20)), ("wording", cause.Template));
            Console.WriteLine();
            Listing.Write(
                cause.Examples, false,
                new("JOB", example => example.JobId), new("ATTEMPT", example => example.Number), new("CAMPAIGN", example => example.Campaign),
                new("HOST", example => example.Evidence.Host), new("EXIT", example => example.Evidence.Failure.ExitCode),
                new("SIGNAL", example => example.Evidence.Failure.Signal), new("ENDED", example => example.EndedUtc),
                new("SAYS", example => TelltaleLine.Of(example.Evidence.Failure)));
            return ExitCode.Ok;
        });
        return command;
    }

    private static string Names(IReadOnlyList<KeyCount> counts, int most) =>
        string.Join(", ", counts.Take(most).Select(count => $"{(count.Key.Length > 0 ? count.Key : "?")} {count.Count}")) + (counts.Count > most ? ", …" : "");
}
