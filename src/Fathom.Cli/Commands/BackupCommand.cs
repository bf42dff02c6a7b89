using System.CommandLine;
using Fathom.Cli.Output;
using Fathom.Cli.Workspaces;
using Fathom.Database.Moving;
using Fathom.Database.Taking;
using Fathom.Production.Operations;

namespace Fathom.Cli.Commands;

internal static class BackupCommand
{
    public static Command Create()
    {
        Option<string> workspace = SharedOptions.Workspace();
        Option<string> reason = SharedOptions.Why();
        var file = new Argument<string>("FILE") { Description = "File to write; it must not be there yet." };
        var command = new Command("backup", """
            Writes the workspace's database, as it is at one instant, to a file; the server may run meanwhile.
            The file is SQLite whichever database it comes from. Data files, conditions and secrets are not in it.

            Examples:
              fathom backup /backup/fathom-2026-02-01.db
            """)
        { file, reason, workspace };
        command.SetAction((parse, cancellation) => Task.Run(
            async () =>
            {
                using WorkspaceSession session = WorkspaceSession.OpenForReading(parse.GetValue(workspace)!);
                string path = Path.GetFullPath(parse.GetValue(file)!);
                long rows = DatabaseBackup.Write(session.Database, path, cancellation);
                await RecordAsync(parse.GetValue(workspace)!, new RecordBackup(path, parse.GetValue(reason)!), cancellation);
                Facts.Write(("backup", path), ("rows", rows), ("bytes", new FileInfo(path).Length));
                return ExitCode.Ok;
            },
            cancellation));
        return command;
    }

    // A server writes it into the operators' log. Without one the workspace is only read: it may be one that cannot be written.
    private static async Task RecordAsync(string workspace, RecordBackup backup, CancellationToken cancellation)
    {
        if (WorkspaceLock.FindHolder(WorkspaceSession.Existing(workspace).Run) is { Url.Length: > 0 })
        {
            using WorkspaceSession session = WorkspaceSession.OpenForWriting(workspace);
            await session.Operations.RunAsync(backup, cancellation);
        }
    }
}
