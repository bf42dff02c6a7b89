using System.CommandLine;
using Fathom.Cli.Output;
using Fathom.Cli.Workspaces;
using Fathom.Production.Diagnosis.Causes;
using Fathom.Production.Operations;

namespace Fathom.Cli.Commands;

/// <summary>One action for all jobs of a cause.</summary>
internal static class CauseApplyCommand
{
    public static Command Create()
    {
        Option<string> workspace = SharedOptions.Workspace();
        Option<bool> json = SharedOptions.Json();
        Option<string?> campaign = CauseCommand.CampaignOption();
        Argument<string> id = CauseCommand.IdArgument();
        var action = new Option<CauseVerb>("--action") { Description = "retry: held and killed jobs get another chance. kill: held and waiting jobs end; a retry takes that back.", Required = true };
        var dryRun = new Option<bool>("--dry-run") { Description = "Say which jobs it touches, and change nothing." };
        var reason = new Option<string>("--reason") { Description = "Why, for the ledger.", DefaultValueFactory = _ => "" };
        var command = new Command("apply", SharedOptions.Described(
            "Does one thing to all jobs whose latest failure is of a cause. Says how many first.",
            "fathom cause apply InputTruncated --action retry --dry-run")) { id, action, dryRun, reason, campaign, workspace, json };
        command.SetAction(async (parse, cancellation) =>
        {
            bool dry = parse.GetValue(dryRun);
            using WorkspaceSession session = dry
                ? WorkspaceSession.OpenForReading(parse.GetValue(workspace)!)
                : WorkspaceSession.OpenForWriting(parse.GetValue(workspace)!);
            CauseQueries queries = CauseCommand.Queries(session);
            CauseCommand.Find(queries, parse.GetValue(id)!, parse.GetValue(campaign));
            CausePlan plan = queries.Plan(parse.GetValue(id)!, parse.GetValue(action), parse.GetValue(campaign));
            Console.Error.WriteLine($"{plan.CauseId}: {plan.Verb} touches {plan.Jobs.Count} of the {plan.Failed} jobs that failed by it last.");
            return dry
                ? Tell(plan, parse.GetValue(json))
                : await ApplyAsync(session, plan, parse.GetValue(reason) is { Length: > 0 } why ? why : $"{plan.Verb} of cause {plan.CauseId}", parse.GetValue(json), cancellation);
        });
        return command;
    }

    private static int Tell(CausePlan plan, bool json)
    {
        Console.WriteLine(json ? OutputJson.Line(plan) : string.Join(' ', plan.Jobs));
        return ExitCode.Ok;
    }

    private static async Task<int> ApplyAsync(WorkspaceSession session, CausePlan plan, string reason, bool json, CancellationToken cancellation)
    {
        CommandReply reply = await session.Operations.RunAsync(plan.Command(reason), cancellation);
        if (json && reply.Done)
        {
            Console.WriteLine(OutputJson.Line(reply));
            return ExitCode.Ok;
        }

        return CampaignOperationCommands.Print(reply);
    }
}
