using System.CommandLine;
using Fathom.Cli.Workspaces;
using Fathom.Production.Operations;

namespace Fathom.Cli.Commands;

/// <summary>`fathom job kill` and `fathom job reschedule`: one job by its number, or all that filters give, once their number was said.</summary>
internal static class JobChangeCommands
{
    public static Command Reschedule() => Make("reschedule", kill: false, "Gives a held or killed job, or all such jobs of a filter, another chance.");

    public static Command Kill() => Make("kill", kill: true, "Ends a job, or all jobs of a filter; they do nothing more unless they are rescheduled.");

    private static Command Make(string verb, bool kill, string description)
    {
        Option<string> workspace = SharedOptions.Workspace();
        var id = new Argument<long?>("ID") { Description = "Number of the job; none where filters are given.", Arity = ArgumentArity.ZeroOrOne };
        var filters = new JobFilterOptions();
        var yes = new Option<bool>("--yes") { Description = "Go on; without it a filter only says how many jobs it touches." };
        var reason = new Option<string>("--reason") { Description = "Why; it stays in the operators' log.", Required = true };
        var command = new Command(verb, SharedOptions.Described(
            description, $"fathom job {verb} 17 --reason \"…\"\n  fathom job {verb} --campaign Demo26A --site CNAF --reason \"…\" --yes")) { id, reason, yes, workspace };
        foreach (Option option in filters.Options)
        {
            command.Options.Add(option);
        }

        command.Validators.Add(result =>
        {
            if (result.GetValue(id) is null != filters.AreGiven(result))
            {
                result.AddError($"job {verb}: expected either the number of a job, or filters such as --campaign and --state");
            }
        });
        command.SetAction(async (parse, cancellation) =>
        {
            using WorkspaceSession session = WorkspaceSession.OpenForWriting(parse.GetValue(workspace)!);
            string why = parse.GetValue(reason)!;
            if (parse.GetValue(id) is not { } one)
            {
                return await ManyAsync(session, new ChangeJobs(kill, filters.Read(parse), why, DryRun: true), parse.GetValue(yes), cancellation);
            }

            JobCommand.Find(session, one);
            return CampaignOperationCommands.Print(await session.Operations.RunAsync(new ChangeJob(kill, one, why), cancellation));
        });
        return command;
    }

    private static async Task<int> ManyAsync(WorkspaceSession session, ChangeJobs asked, bool yes, CancellationToken cancellation)
    {
        CampaignOperationCommands.Print(await session.Operations.RunAsync(asked, cancellation));
        if (!yes)
        {
            throw new CommandException(ExitCode.NotWell, "Nothing was changed: --yes goes on.");
        }

        return CampaignOperationCommands.Print(await session.Operations.RunAsync(asked with { DryRun = false }, cancellation));
    }
}
