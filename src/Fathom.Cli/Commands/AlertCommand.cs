using System.CommandLine;
using Fathom.Cli.Output;
using Fathom.Cli.Workspaces;
using Fathom.Production.Alerts;
using Fathom.Production.Alerts.Facts;
using Fathom.Production.Alerts.Rules;

namespace Fathom.Cli.Commands;

internal static class AlertCommand
{
    public static Command Create() => new("alert", """
        Alerts: what is wrong now, what was lately, and the rules that say so.

        Examples:
          fathom alert list
          fathom alert list --all --json
          fathom alert rules
        """)
    {
        List(),
        Rules(),
    };

    private static Command List()
    {
        Option<string> workspace = SharedOptions.Workspace();
        Option<bool> json = SharedOptions.Json();
        Option<int> limit = SharedOptions.Limit(100);
        var all = new Option<bool>("--all") { Description = "Those that are over, too." };
        var command = new Command("list", SharedOptions.Described("Lists the alerts that are up.", "fathom alert list --all")) { all, limit, json, workspace };
        command.SetAction(parse =>
        {
            using WorkspaceSession session = WorkspaceSession.OpenForReading(parse.GetValue(workspace)!);
            bool over = parse.GetValue(all);
            Listing.Write(
                [.. session.Database.Read(connection => AlertTable.List(connection, parse.GetValue(limit))).Where(alert => over || alert.ResolvedUtc is null)],
                parse.GetValue(json),
                new("ID", alert => alert.Id), new("SEVERITY", alert => alert.Severity), new("RULE", alert => alert.Rule), new("SINCE", alert => alert.FiredUtc),
                new("OVER", alert => alert.ResolvedUtc), new("TOLD", alert => alert.Told), new("DELIVERY", alert => alert.Delivery), new("WHAT", alert => alert.Text),
                new("WHAT TO DO", alert => alert.Do));
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Rules()
    {
        Option<string> workspace = SharedOptions.Workspace();
        Option<bool> json = SharedOptions.Json();
        var command = new Command("rules", SharedOptions.Described("Checks the workspace's alerts.yaml and lists the rules that hold.", "fathom alert rules --json")) { json, workspace };
        command.SetAction(parse =>
        {
            using WorkspaceSession session = WorkspaceSession.OpenForReading(parse.GetValue(workspace)!);
            Listing.Write(
                Read(Path.Combine(session.Folders.Root, AlertSettings.FileName)).Rules, parse.GetValue(json),
                new("RULE", rule => rule.Name), new("SEVERITY", rule => rule.Severity), new("FACT", rule => rule.Fact),
                new("FIRES", rule => $"{(rule.Above is null ? "below" : "above")} {FactText.Of(AlertFacts.Find(rule.Fact)!.Unit, rule.Threshold)}"),
                new("FOR [min]", rule => rule.For.TotalMinutes), new("AGAIN [h]", rule => rule.Repeat.TotalHours), new("LOOKS AT", rule => AlertFacts.Find(rule.Fact)!.Meaning));
            return ExitCode.Ok;
        });
        return command;
    }

    private static AlertSettings Read(string file)
    {
        try
        {
            return AlertSettings.Read(file);
        }
        catch (AlertFileException fault)
        {
            throw new CommandException(ExitCode.BadData, fault.Message);
        }
    }
}
