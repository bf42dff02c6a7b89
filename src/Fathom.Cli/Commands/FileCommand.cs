using System.CommandLine;
using Fathom.Cli.Workspaces;
using Fathom.Production.Operations;

namespace Fathom.Cli.Commands;

/// <summary>Files that turn out to be lost or bad.</summary>
internal static class FileCommand
{
    public static Command Create() => new("file", """
        Files that turn out to be lost or bad: taken from another replica, else made again with all that was made from them.

        Examples:
          fathom file declare-lost --from lost.txt --element second --reason "disk broken" --dry-run
          fathom file declare-bad --from bad.txt --reason "wrong constants"
          fathom file declare-bad --from bad.txt --element second --reason "bytes flipped there"
        """)
    {
        Declare("declare-lost", "Says that the bytes of files are lost.", bad: false),
        Declare("declare-bad", "Says that the content of files is bad.", bad: true),
    };

    private static Command Declare(string verb, string description, bool bad)
    {
        Option<string> workspace = SharedOptions.Workspace();
        var from = new Option<string>("--from") { Description = "File with one logical name a line; # begins a comment.", Required = true, HelpName = "LIST" };
        var element = new Option<string?>("--element") { Description = "Where they are lost or bad: another replica is used where there is one. Without it they are so everywhere.", HelpName = "NAME" };
        Option<string> reason = CampaignOperationCommands.Reason();
        Option<bool> dryRun = CampaignOperationCommands.DryRun();
        var command = new Command(verb, SharedOptions.Described(description, $"fathom file {verb} --from list.txt --reason \"…\" --dry-run")) { from, element, reason, dryRun, workspace };
        command.SetAction(async (parse, cancellation) =>
        {
            string[] names = [.. (await File.ReadAllLinesAsync(parse.GetValue(from)!, cancellation))
                .Select(line => line.Split('#')[0].Trim()).Where(line => line.Length > 0)];
            using WorkspaceSession session = WorkspaceSession.OpenForWriting(parse.GetValue(workspace)!);
            return CampaignOperationCommands.Print(await session.Operations.RunAsync(
                new DeclareFiles(bad, parse.GetValue(element), names, parse.GetValue(reason)!, parse.GetValue(dryRun)), cancellation));
        });
        return command;
    }
}
