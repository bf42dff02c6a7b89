using System.CommandLine;
using Fathom.Cli.Output;
using Fathom.Cli.Workspaces;
using Fathom.Database.Moving;

namespace Fathom.Cli.Commands;

internal static class BackupCommand
{
    public static Command Create()
    {
        Option<string> workspace = SharedOptions.Workspace();
        var file = new Argument<string>("FILE") { Description = "File to write; it must not be there yet." };
        var command = new Command("backup", """
            Writes the workspace's database, as it is at one instant, to a file; the server may run meanwhile.
            The file is SQLite whichever database it comes from. Data files, conditions and secrets are not in it.

            Examples:
              fathom backup /backup/fathom-2026-02-01.db
            """)
        { file, workspace };
        command.SetAction((parse, cancellation) => Task.Run(
            () =>
            {
                using WorkspaceSession session = WorkspaceSession.OpenForReading(parse.GetValue(workspace)!);
                string path = Path.GetFullPath(parse.GetValue(file)!);
                long rows = DatabaseBackup.Write(session.Database, path, cancellation);
                Facts.Write(("backup", path), ("rows", rows), ("bytes", new FileInfo(path).Length));
                return ExitCode.Ok;
            },
            cancellation));
        return command;
    }
}
