using System.CommandLine;
using System.CommandLine.Parsing;
using Fathom.Cli.Output;
using Fathom.Cli.Workspaces;
using Fathom.Production.Diagnosis.Causes;
using Fathom.Production.Diagnosis.Rules;
using Fathom.Production.Operations;

namespace Fathom.Cli.Commands;

/// <summary>One action for all of a cause.</summary>
internal static class CauseApplyCommand
{
    private static readonly Dictionary<string, CauseVerb> Verbs = new(StringComparer.Ordinal)
    {
        ["retry"] = CauseVerb.Retry,
        ["kill"] = CauseVerb.Kill,
        ["more-memory"] = CauseVerb.MoreMemory,
        ["more-time"] = CauseVerb.MoreTime,
        ["hold-inputs"] = CauseVerb.HoldInputs,
        ["ban-sites"] = CauseVerb.BanSites,
        ["ban-nodes"] = CauseVerb.BanNodes,
        ["ban-elements"] = CauseVerb.BanElements,
    };

    public static Command Create()
    {
        Option<string> workspace = SharedOptions.Workspace();
        Option<bool> json = SharedOptions.Json();
        Option<string?> campaign = CauseCommand.CampaignOption();
        Argument<string> id = CauseCommand.IdArgument();
        var action = new Option<CauseVerb>("--action")
        {
            Description = "retry: held and killed jobs get another chance. kill: held and waiting jobs end. more-memory, more-time: held, killed and waiting jobs "
                + "get another chance with a higher limit. hold-inputs: inputs of held and waiting jobs are problematic. ban-sites, ban-nodes, ban-elements: "
                + "where the cause appears is taken out of use. 'fathom log undo' takes kills, holds and bans back.",
            HelpName = string.Join('|', Verbs.Keys),
            CustomParser = Verb,
            Required = true,
        };
        var only = new Option<string[]>("--only") { Description = "Of the places where it appears, ban these alone.", HelpName = "NAME" };
        var factor = new Option<double?>("--factor") { Description = "more-memory, more-time: so many times the present limit. Default: 2 where no value is given.", HelpName = "F" };
        var value = new Option<double?>("--value") { Description = "more-memory, more-time: the new limit [MiB or s].", HelpName = "N" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what it touches, and change nothing." };
        var reason = new Option<string>("--reason") { Description = "Why, for the ledger.", DefaultValueFactory = _ => "" };
        var command = new Command("apply", SharedOptions.Described(
            "Does one thing about all of a cause: to jobs whose latest failure is of it, or where it appears. Says what it touches first.",
            "fathom cause apply InputTruncated --action retry --dry-run\n  fathom cause apply OutOfMemory --action more-memory --factor 2 --reason \"heavy runs\"\n"
            + "  fathom cause apply DiskFailed --action ban-nodes --only wn042 --reason \"disk ordered\"")) { id, action, only, factor, value, dryRun, reason, campaign, workspace, json };
        command.SetAction(async (parse, cancellation) =>
        {
            (CauseVerb verb, double? times, double? limit) = (parse.GetValue(action), parse.GetValue(factor), parse.GetValue(value));
            if (verb is CauseVerb.MoreMemory or CauseVerb.MoreTime && limit is null)
            {
                times ??= 2;
            }

            string cause = parse.GetValue(id)!;
            var asked = new ApplyToCause(
                cause, verb, parse.GetValue(reason) is { Length: > 0 } why ? why : $"{verb} of cause {cause}", parse.GetValue(dryRun), parse.GetValue(campaign),
                parse.GetValue(only) is { Length: > 0 } places ? places : null, times, limit);
            using WorkspaceSession session = asked.DryRun
                ? WorkspaceSession.OpenForReading(parse.GetValue(workspace)!)
                : WorkspaceSession.OpenForWriting(parse.GetValue(workspace)!);
            CausePlan plan = Plan(session, asked);
            Console.Error.WriteLine(plan.Text);
            return asked.DryRun ? Tell(plan, parse.GetValue(json)) : await ApplyAsync(session, asked, parse.GetValue(json), cancellation);
        });
        return command;
    }

    private static CauseVerb Verb(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (!Verbs.TryGetValue(text, out CauseVerb verb))
        {
            result.AddError($"--action: expected one of {string.Join(", ", Verbs.Keys)}, found '{text}'");
        }

        return verb;
    }

    private static CausePlan Plan(WorkspaceSession session, ApplyToCause asked)
    {
        RuleTable rules = RuleTableFile.Load(session.Folders.Root);
        var causes = new CauseQueries(session.Database, rules);
        CauseCommand.Find(causes, asked.Cause, asked.Campaign);
        CausePlan plan = new CausePlanner(causes, session.Database, rules.Most).Plan(asked);
        return plan.Fault is { } fault ? throw new CommandException(ExitCode.NotWell, fault) : plan;
    }

    private static int Tell(CausePlan plan, bool json)
    {
        Console.WriteLine(json ? OutputJson.Line(plan) : string.Join(' ', plan.Verb.Bans() ? plan.Places.Select(place => place.Key) : plan.Jobs.Select(job => $"{job}")));
        return ExitCode.Ok;
    }

    private static async Task<int> ApplyAsync(WorkspaceSession session, ApplyToCause asked, bool json, CancellationToken cancellation)
    {
        CommandReply reply = await session.Operations.RunAsync(asked, cancellation);
        if (json && reply.Done)
        {
            Console.WriteLine(OutputJson.Line(reply));
            return ExitCode.Ok;
        }

        return CampaignOperationCommands.Print(reply);
    }
}
