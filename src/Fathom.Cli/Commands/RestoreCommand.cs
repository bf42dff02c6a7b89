using System.CommandLine;
using Fathom.Cli.Output;
using Fathom.Cli.Workspaces;
using Fathom.Database;
using Fathom.Database.Moving;

namespace Fathom.Cli.Commands;

internal static class RestoreCommand
{
    public static Command Create()
    {
        Option<string> workspace = SharedOptions.Workspace();
        Option<string> reason = SharedOptions.Why();
        var place = new DatabasePlace();
        var file = new Argument<string>("FILE") { Description = "A file that 'fathom backup' wrote." };
        var command = new Command("restore", """
            Puts a backup in the place of the workspace's database, which stays where it is and is closed; the server may run meanwhile.
            Without --to it becomes a new SQLite file of the workspace, whichever database the backup came from.
            What happened after the backup is forgotten: run 'fathom audit' afterwards, which names the files that nobody knows any more.

            Examples:
              fathom restore /backup/fathom-2026-02-01.db
              fathom restore /backup/fathom-2026-02-01.db --to postgres://fathom@db.example/fathom
            """)
        { file, place.To, place.File, reason, workspace };
        command.Validators.Add(result =>
        {
            if (place.Count(result) > 1)
            {
                result.AddError("restore: expected at most one of --to and --to-file");
            }
        });
        command.SetAction(async (parse, cancellation) =>
        {
            WorkspaceFolders folders = WorkspaceSession.Existing(parse.GetValue(workspace)!);
            await new DatabaseOperations(folders).RestoreAsync(
                Path.GetFullPath(parse.GetValue(file)!), await place.ReadAsync(parse, cancellation), parse.GetValue(reason)!, cancellation);
            Facts.Write(("database", DatabasePointer.Read(folders).Locate(folders)));
            return ExitCode.Ok;
        });
        return command;
    }
}
