using System.CommandLine;
using Fathom.Cli.Workspaces;
using Fathom.Database;

namespace Fathom.Cli.Commands;

internal static class InitCommand
{
    public static Command Create()
    {
        Option<string> workspace = SharedOptions.Workspace();
        var command = new Command("init", """
            Makes a workspace: database, tokens, storage elements, detector description, conditions tag.
            A workspace that is there already is left as it is.

            Examples:
              fathom init
              fathom init --workspace /data/fathom
            """)
        { workspace };
        command.SetAction(async (parse, _) =>
        {
            var folders = new WorkspaceFolders(parse.GetValue(workspace)!);
            await MakeWorkspace.RunAsync(folders);
            Console.WriteLine($"The workspace is in {folders.Root}");
            return ExitCode.Ok;
        });
        return command;
    }
}
