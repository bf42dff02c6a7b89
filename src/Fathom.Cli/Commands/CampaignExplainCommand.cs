using System.CommandLine;
using Fathom.Cli.Output;
using Fathom.Cli.Workspaces;
using Fathom.Production.Diagnosis.Causes;
using Fathom.Production.Diagnosis.Hindrances;
using Fathom.Production.Diagnosis.Rules;
using Fathom.Production.Queries;
using Fathom.Production.Scouts;

namespace Fathom.Cli.Commands;

/// <summary>Says in words what holds a campaign back.</summary>
internal static class CampaignExplainCommand
{
    public static Command Create()
    {
        Option<string> workspace = SharedOptions.Workspace();
        Option<bool> json = SharedOptions.Json();
        var name = new Argument<string>("NAME") { Description = "Name of the campaign." };
        var command = new Command("explain", SharedOptions.Described("Says in words what holds a campaign back now.", "fathom campaign explain Demo26A")) { name, workspace, json };
        command.SetAction(async (parse, cancellation) =>
        {
            using WorkspaceSession session = WorkspaceSession.OpenForReading(parse.GetValue(workspace)!);
            string campaign = parse.GetValue(name)!;
            RuleTable rules = RuleTableFile.Load(session.Folders.Root);
            var reader = new CampaignFactsReader(
                new CampaignQueries(session.Database), new PilotQueries(session.Database), new JobQueries(session.Database), new ScoutQueries(session.Database), rules,
                new DispatchFactsReader(session.Database));
            CampaignFacts facts = reader.Read(campaign, new CauseQueries(session.Database, rules).List(campaign), await LiveAsync(session, campaign, cancellation))
                ?? throw new CommandException(ExitCode.NotFound, $"There is no campaign '{campaign}'; 'fathom campaign list' shows them.");
            IReadOnlyList<string> sentences = CampaignHindrance.Explain(facts);
            foreach (string line in parse.GetValue(json) ? [OutputJson.Line(sentences)] : sentences)
            {
                Console.WriteLine(TerminalText.Of(line));
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private static async Task<LiveHolds?> LiveAsync(WorkspaceSession session, string campaign, CancellationToken cancellation) =>
        new CampaignQueries(session.Database).Find(campaign) is null ? null
            : await ServerQuestions.AskAsync<LiveHolds>(session.Folders.Root, $"/api/campaigns/{Uri.EscapeDataString(campaign)}/holds", cancellation);
}
