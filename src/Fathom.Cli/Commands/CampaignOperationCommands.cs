using System.CommandLine;
using Fathom.Cli.Workspaces;
using Fathom.Production.Operations;

namespace Fathom.Cli.Commands;

/// <summary>What a person does with a campaign beyond making, stopping and watching it.</summary>
internal static class CampaignOperationCommands
{
    public static Command Start()
    {
        var force = new Option<string?>("--force") { Description = "Start although the preflight says that it cannot end, for this reason.", HelpName = "REASON" };
        Option<string> reason = OptionalReason();
        return Make("start", "Starts a campaign after its preflight, or goes on with a stopped one.", "fathom campaign start Demo26A",
            (parse, name) => new StartCampaign(name, parse.GetValue(force), parse.GetValue(reason)!), force, reason);
    }

    public static Command Stop()
    {
        Option<string> reason = OptionalReason();
        return Make("stop", "Stops a campaign: what runs finishes, nothing more is leased.", "fathom campaign stop Demo26A --reason \"disk full\"",
            (parse, name) => new StopCampaign(name, parse.GetValue(reason)!), reason);
    }

    public static Command Check() => Make(
        "check", "Runs the preflight: what the campaign will take, and what keeps it from ending.", "fathom campaign check Demo26A", (_, name) => new CheckCampaign(name));

    public static Command Extend()
    {
        var dataset = new Option<string[]>("--dataset") { Description = "Query of further input files.", Required = true, HelpName = "QUERY" };
        Option<string> reason = Reason();
        Option<bool> dryRun = DryRun();
        return Make("extend", "Gives a campaign further input files.", "fathom campaign extend Demo26A --dataset \"grl = physics@2\" --reason \"new runs\"",
            (parse, name) => new ExtendCampaign(name, parse.GetValue(dataset)!, parse.GetValue(reason)!, parse.GetValue(dryRun)), dataset, reason, dryRun);
    }

    public static Command Clean()
    {
        var all = new Option<bool>("--all") { Description = "All of its files, not the intermediate ones alone." };
        Option<string> reason = Reason();
        Option<bool> dryRun = DryRun();
        return Make("clean", "Deletes the intermediate files of a campaign that has ended.", "fathom campaign clean Demo26A --dry-run --reason \"published\"",
            (parse, name) => new CleanCampaign(name, parse.GetValue(all), parse.GetValue(reason)!, parse.GetValue(dryRun)), all, reason, dryRun);
    }

    public static Command Set()
    {
        var priority = new Option<int?>("--priority") { Description = "Higher comes first, whatever the shares.", HelpName = "N" };
        var share = new Option<double?>("--share") { Description = "Weight against the owner's other campaigns.", HelpName = "X" };
        Option<string> reason = Reason();
        return Make("set", "Sets priority and share.", "fathom campaign set Demo26A --priority 5 --reason \"conference\"",
            (parse, name) => new SetCampaign(name, parse.GetValue(priority), parse.GetValue(share), parse.GetValue(reason)!), priority, share, reason);
    }

    public static Command Waive()
    {
        var lfn = new Option<string[]>("--lfn") { Description = "Logical names of the inputs.", Required = true, HelpName = "LFN" };
        Option<string> reason = Reason();
        return Make("waive", "Leaves inputs out of the closure, by name.", "fathom campaign waive Demo26A --lfn raw/a.raw --reason \"never taken\"",
            (parse, name) => new WaiveInputs(name, parse.GetValue(lfn)!, parse.GetValue(reason)!), lfn, reason);
    }

    /// <summary>A command that has a reason alone.</summary>
    public static Command Plain(string verb, string description, Func<string, string, OperatorCommand> make)
    {
        Option<string> reason = Reason();
        return Make(verb, description, $"fathom campaign {verb} Demo26A --reason \"…\"", (parse, name) => make(name, parse.GetValue(reason)!), reason);
    }

    /// <summary>Prints an answer; a refusal ends the command.</summary>
    public static int Print(CommandReply reply)
    {
        foreach (string line in reply.Lines.Where(line => line.Length > 0))
        {
            Console.WriteLine(line);
        }

        if (reply.Action != 0)
        {
            Console.WriteLine($"action {reply.Action}: 'fathom log show {reply.Action}' follows it, 'fathom log undo {reply.Action}' takes it back where that is possible");
        }

        return reply.Done ? ExitCode.Ok : throw new CommandException(ExitCode.NotWell, reply.Reason);
    }

    internal static Option<string> Reason() => new("--reason") { Description = "Why; it stays in the log.", Required = true };

    // Starting and stopping are taken back by one another: they may go without words, not without who and when.
    private static Option<string> OptionalReason() => new("--reason") { Description = "Why; it stays in the log.", DefaultValueFactory = _ => "" };

    internal static Option<bool> DryRun() => new("--dry-run") { Description = "Say what it touches; change nothing." };

    private static Command Make(string verb, string description, string example, Func<ParseResult, string, OperatorCommand> make, params Option[] options)
    {
        Option<string> workspace = SharedOptions.Workspace();
        var name = new Argument<string>("NAME") { Description = "Name of the campaign." };
        var command = new Command(verb, SharedOptions.Described(description, example)) { name, workspace };
        foreach (Option option in options)
        {
            command.Add(option);
        }

        command.SetAction(async (parse, cancellation) =>
        {
            using WorkspaceSession session = WorkspaceSession.OpenForWriting(parse.GetValue(workspace)!);
            return Print(await session.Operations.RunAsync(make(parse, parse.GetValue(name)!), cancellation));
        });
        return command;
    }
}
