using System.CommandLine;
using Fathom.Cli.Workspaces;
using Fathom.Production.Operations;
using Fathom.Vo.Publishing;

namespace Fathom.Cli.Commands.Releases;

/// <summary>Takes a release back, with a reason that operators and the world read.</summary>
internal static class ReleaseWithdrawCommand
{
    public static Command Create()
    {
        (Argument<string> name, Option<string?> version, Option<string> workspace) = ReleaseCommand.Named();
        var reason = new Option<string>("--reason") { Description = "Why: it stays in the operators' log, and the release's addresses tell it.", HelpName = "TEXT", Required = true };
        reason.Validators.Add(result =>
        {
            if (string.IsNullOrWhiteSpace(result.GetValueOrDefault<string>()))
            {
                result.AddError("--reason: expected a sentence, found nothing");
            }
        });
        var command = new Command("withdraw", SharedOptions.Described(
            "Takes a release back: its addresses answer 410 with the reason, and its file is kept.", "fathom release withdraw made --reason \"a wrong alignment\""))
        { name, version, reason, workspace };
        command.SetAction(async (parse, stop) =>
        {
            string root = parse.GetValue(workspace)!, why = parse.GetValue(reason)!;
            ReleaseShelf shelf = ReleaseCommand.Shelf(root);
            ReleaseEntry entry = ReleaseCommand.Find(shelf, parse.GetValue(name)!, parse.GetValue(version));
            if (entry.State != ReleaseState.Published)
            {
                throw new CommandException(ExitCode.NotFound, $"{entry.Name} {entry.Version} is not published.");
            }

            using WorkspaceSession session = WorkspaceSession.OpenForWriting(root);
            CampaignCommand.MustBeDone(await session.Operations.RunAsync(new RecordWithdrawal(entry.Name, entry.Version, why), stop));
            shelf.Withdraw(entry, why, TimeProvider.System.GetUtcNow());
            Console.WriteLine($"{entry.Name} {entry.Version} is withdrawn");
            return ExitCode.Ok;
        });
        return command;
    }
}
