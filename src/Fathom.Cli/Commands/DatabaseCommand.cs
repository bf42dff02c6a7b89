using System.CommandLine;
using System.Globalization;
using Fathom.Cli.Output;
using Fathom.Cli.Workspaces;
using Fathom.Database;
using Fathom.Database.Moving;

namespace Fathom.Cli.Commands;

internal static class DatabaseCommand
{
    public static Command Create() => new("database", """
        Which database the workspace has, and its move to another one.

        Examples:
          fathom database show
          fathom database move --to postgres://fathom@db.example/fathom
        """)
    {
        Show(),
        Move(),
    };

    private static Command Show()
    {
        Option<string> workspace = SharedOptions.Workspace();
        var command = new Command("show", SharedOptions.Described("Names the workspace's database.", "fathom database show")) { workspace };
        command.SetAction(parse =>
        {
            WorkspaceFolders folders = WorkspaceSession.Existing(parse.GetValue(workspace)!);
            DatabasePointer pointer = DatabasePointer.Read(folders);
            DatabaseLocation location = pointer.Locate(folders);
            Facts.Write(("engine", location.IsPostgres ? "PostgreSQL" : "SQLite"), ("database", location), ("moves so far", pointer.Generation));
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Move()
    {
        Option<string> workspace = SharedOptions.Workspace();
        var place = new DatabasePlace();
        Option<string> reason = SharedOptions.Why();
        var command = new Command("move", """
            Takes the workspace to another database, also while its server runs: writes pause for some seconds, payloads keep running.
            Interrupted at any instant, exactly one of the two is the workspace's database; the other refuses.

            Examples:
              fathom database move --to postgres://fathom@db.example/fathom
              fathom database move --to-file secrets/database.url
              fathom database move --to sqlite
            """)
        { place.To, place.File, reason, workspace };
        command.Validators.Add(result =>
        {
            if (place.Count(result) != 1)
            {
                result.AddError("database move: expected one of --to and --to-file");
            }
        });
        command.SetAction(async (parse, cancellation) =>
        {
            WorkspaceFolders folders = WorkspaceSession.Existing(parse.GetValue(workspace)!);
            string wish = await place.ReadAsync(parse, cancellation);
            MoveReport report = await new DatabaseOperations(folders).MoveAsync(wish, parse.GetValue(reason)!, cancellation);
            Facts.Write(
                ("from", report.From), ("to", report.To), ("rows", report.Rows), ("took", Seconds(report.Length)), ("writes paused for", Seconds(report.Pause)));
            return ExitCode.Ok;
        });
        return command;
    }

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("F1", CultureInfo.InvariantCulture) + " s";
}
