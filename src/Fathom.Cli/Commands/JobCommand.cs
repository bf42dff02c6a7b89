using System.CommandLine;
using Fathom.Cli.Output;
using Fathom.Cli.Workspaces;
using Fathom.Production.Queries;

namespace Fathom.Cli.Commands;

internal static class JobCommand
{
    public static Command Create() => new("job", """
        Jobs: what they are, why they failed, and what a person can do about it.

        Examples:
          fathom job list --state Held
          fathom job list --campaign Demo26A --transformation RAW-RTRAW --run 10554 --json
          fathom job list --campaign Demo26A --by site,state
          fathom job show 17
          fathom job log 17
          fathom job logging 17
          fathom job peek 17
          fathom job reschedule 17 --reason "disk replaced"
          fathom job kill 17 --reason "superseded"
          fathom job kill --campaign Demo26A --site CNAF --reason "storage down" --yes
        """)
    {
        JobListCommand.Create(),
        Show(),
        JobLogCommand.Create(),
        JobLoggingCommand.Create(),
        Peek(),
        JobChangeCommands.Reschedule(),
        JobChangeCommands.Kill(),
    };

    private static Command Show()
    {
        Option<string> workspace = SharedOptions.Workspace();
        Option<bool> json = SharedOptions.Json();
        Argument<long> id = IdArgument();
        var command = new Command("show", SharedOptions.Described("Shows a job with its attempts, inputs and outputs.", "fathom job show 17")) { id, workspace, json };
        command.SetAction(parse =>
        {
            using WorkspaceSession session = WorkspaceSession.OpenForReading(parse.GetValue(workspace)!);
            JobDetail detail = Find(session, parse.GetValue(id));
            if (parse.GetValue(json))
            {
                Console.WriteLine(OutputJson.Line(detail));
                return ExitCode.Ok;
            }

            JobRow job = detail.Job;
            Facts.Write(
                ("job", job.Id), ("campaign", job.Campaign), ("transformation", job.Transformation), ("run", job.Run), ("section", job.Section),
                ("state", job.State), ("minor", job.Minor), ("cause", job.Cause), ("", job.CauseDetail), ("created", job.CreatedUtc), ("updated", job.UpdatedUtc));
            Console.WriteLine();
            Listing.Write(
                detail.Attempts, false,
                new("ATTEMPT", attempt => attempt.Number), new("STATE", attempt => attempt.State), new("HOST", attempt => attempt.Host),
                new("PILOT", attempt => attempt.PilotId), new("EXIT", attempt => attempt.ExitCode), new("SIGNAL", attempt => attempt.Signal),
                new("CPU [s]", attempt => Rounded(attempt.CpuSeconds)), new("WALL [s]", attempt => Rounded(attempt.WallSeconds)),
                new("RSS [MB]", attempt => attempt.MaxRssBytes / 1_000_000), new("CAUSE", attempt => attempt.Cause), new("DETAIL", attempt => attempt.Detail));
            Console.WriteLine();
            Listing.Write(
                [.. detail.Inputs.Select(file => (Way: "input", File: file)), .. detail.Outputs.Select(file => (Way: "output", File: file))], false,
                new("", row => row.Way), new("TIER", row => row.File.Tier), new("STATE", row => row.File.State), new("LFN", row => row.File.Lfn));
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Peek()
    {
        Option<string> workspace = SharedOptions.Workspace();
        Argument<long> id = IdArgument();
        var command = new Command("peek", SharedOptions.Described("Prints the last lines of a job that runs now.", "fathom job peek 17")) { id, workspace };
        command.SetAction(async (parse, cancellation) =>
        {
            using WorkspaceSession session = WorkspaceSession.OpenForWriting(parse.GetValue(workspace)!);
            Find(session, parse.GetValue(id));
            var server = session.Operations as ServerOperations
                ?? throw new CommandException(ExitCode.Unavailable, "No server runs on this workspace, so that no pilot can be asked. 'fathom job log' shows what was kept.");
            var log = await server.PeekAsync(parse.GetValue(id), cancellation);
            Console.Error.WriteLine($"(attempt {log.Fence.Attempt}: {log.WallSeconds:0} s, CPU {log.CpuSeconds:0} s, {log.MemoryBytes / 1_000_000} MB)");
            Console.Write(TerminalText.Of(log.LogTail));
            return ExitCode.Ok;
        });
        return command;
    }

    internal static Argument<long> IdArgument() => new("ID") { Description = "Number of the job." };

    private static double? Rounded(double? seconds) => seconds is { } value ? Math.Round(value, 2) : null;

    internal static JobDetail Find(WorkspaceSession session, long id) =>
        new JobQueries(session.Database).Find(id) ?? throw new CommandException(ExitCode.NotFound, $"There is no job {id}.");
}
