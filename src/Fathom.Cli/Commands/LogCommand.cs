using System.CommandLine;
using Fathom.Cli.Output;
using Fathom.Cli.Workspaces;
using Fathom.Production.Operations;
using Fathom.Production.OperatorLog;

namespace Fathom.Cli.Commands;

/// <summary>What operators did, and how it is taken back.</summary>
internal static class LogCommand
{
    public static Command Create() => new("log", """
        What operators did: who, what, when and why.

        Examples:
          fathom log list
          fathom log show 12
          fathom log undo 12 --reason "wrong site"
        """)
    {
        List(),
        Show(),
        Undo(),
    };

    private static Command List()
    {
        Option<string> workspace = SharedOptions.Workspace();
        Option<bool> json = SharedOptions.Json();
        Option<int> limit = SharedOptions.Limit(100);
        var subject = new Option<string?>("--subject") { Description = "Only those of this campaign, site or element." };
        var command = new Command("list", SharedOptions.Described("Lists actions, newest first.", "fathom log list --subject Demo26A")) { subject, limit, workspace, json };
        command.SetAction(parse =>
        {
            using WorkspaceSession session = WorkspaceSession.OpenForReading(parse.GetValue(workspace)!);
            Listing.Write(
                new OperatorLogQueries(session.Database).Latest(parse.GetValue(limit), null, parse.GetValue(subject)), parse.GetValue(json),
                new("ID", action => action.Id), new("WHEN", action => action.Utc), new("WHO", action => action.Actor), new("WHAT", action => action.Kind),
                new("OF", action => action.Subject), new("STATE", action => action.State), new("ITEMS", action => action.Items),
                new("CHANGED", action => action.Changed), new("WHY", action => action.Reason));
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Show()
    {
        Option<string> workspace = SharedOptions.Workspace();
        Option<bool> json = SharedOptions.Json();
        var id = new Argument<long>("ID") { Description = "Number of the action." };
        var command = new Command("show", SharedOptions.Described("Shows an action and how its items ended.", "fathom log show 12")) { id, workspace, json };
        command.SetAction(parse =>
        {
            using WorkspaceSession session = WorkspaceSession.OpenForReading(parse.GetValue(workspace)!);
            var queries = new OperatorLogQueries(session.Database);
            OperatorAction action = queries.Find(parse.GetValue(id))
                ?? throw new CommandException(ExitCode.NotFound, $"There is no action {parse.GetValue(id)}; 'fathom log list' shows them.");
            if (parse.GetValue(json))
            {
                Console.WriteLine(OutputJson.Line(action));
                return ExitCode.Ok;
            }

            Facts.Write(
                ("action", action.Id), ("what", action.Kind), ("of", action.Subject), ("why", action.Reason), ("who", action.Actor), ("when", action.Utc),
                ("state", action.State), ("items", action.Items), ("changed", action.Changed));
            Listing.Write(
                queries.Outcomes(action.Id), false, new("OUTCOME", outcome => outcome.Outcome), new("ITEMS", outcome => outcome.Items),
                new("EXAMPLE", outcome => outcome.Example));
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Undo()
    {
        Option<string> workspace = SharedOptions.Workspace();
        var id = new Argument<long>("ID") { Description = "Number of the action." };
        Option<string> reason = CampaignOperationCommands.Reason();
        var command = new Command("undo", SharedOptions.Described("Takes an action back where that is possible.", "fathom log undo 12 --reason \"wrong site\"")) { id, reason, workspace };
        command.SetAction(async (parse, cancellation) =>
        {
            using WorkspaceSession session = WorkspaceSession.OpenForWriting(parse.GetValue(workspace)!);
            return CampaignOperationCommands.Print(
                await session.Operations.RunAsync(new UndoAction(parse.GetValue(id), parse.GetValue(reason)!), cancellation));
        });
        return command;
    }
}
