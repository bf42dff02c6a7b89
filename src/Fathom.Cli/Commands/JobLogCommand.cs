using System.CommandLine;
using System.Text;
using Fathom.Cli.Output;
using Fathom.Cli.Workspaces;
using Fathom.Production.Logs;
using Fathom.Production.Queries;

namespace Fathom.Cli.Commands;

/// <summary>Prints what an attempt said.</summary>
internal static class JobLogCommand
{
    private const int Chunk = 1 << 14;

    public static Command Create()
    {
        Option<string> workspace = SharedOptions.Workspace();
        Argument<long> id = JobCommand.IdArgument();
        var number = new Option<int?>("--attempt") { Description = "Number of the attempt; the latest where none is named.", HelpName = "N" };
        var command = new Command("log", SharedOptions.Described("Prints the whole log of an attempt; where it is not kept, its last lines.", "fathom job log 17 --attempt 2")) { id, number, workspace };
        command.SetAction(parse =>
        {
            using WorkspaceSession session = WorkspaceSession.OpenForReading(parse.GetValue(workspace)!);
            JobDetail detail = JobCommand.Find(session, parse.GetValue(id));
            int wanted = parse.GetValue(number) ?? detail.Job.Attempt;
            AttemptRow attempt = detail.Attempts.FirstOrDefault(attempt => attempt.Number == wanted)
                ?? throw new CommandException(ExitCode.NotFound, $"Job {detail.Job.Id} has no attempt {wanted}; it has {detail.Attempts.Count}.");
            Print(session, detail, attempt);
            return ExitCode.Ok;
        });
        return command;
    }

    private static void Print(WorkspaceSession session, JobDetail detail, AttemptRow attempt)
    {
        try
        {
            if (new LogShelf(session.Folders.Logs).Of(detail, attempt) is { } whole)
            {
                using Stream from = whole.Read();
                Copy(from);
                return;
            }

            if (LogTailMark.WholeBytes(attempt.LogTail) is { } bytes)
            {
                Console.Error.WriteLine($"(the whole log of {bytes} bytes is not kept: it was lost on its way, or its time is over)");
            }
            else if (attempt.LogTail.Length == 0)
            {
                Console.Error.WriteLine($"(attempt {attempt.Number} is {attempt.State} and said nothing that was kept)");
            }
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException)
        {
            Console.Error.WriteLine($"(the whole log cannot be read: {fault.Message})");
        }

        Console.Write(attempt.LogTail);
    }

    // As it is into a file; harmless onto a terminal.
    private static void Copy(Stream from)
    {
        if (Console.IsOutputRedirected)
        {
            using Stream standard = Console.OpenStandardOutput();
            from.CopyTo(standard);
            return;
        }

        using var text = new StreamReader(from, Encoding.UTF8);
        char[] chunk = new char[Chunk];
        for (int read; (read = text.ReadBlock(chunk)) > 0;)
        {
            Console.Write(TerminalText.Of(new string(chunk, 0, read)));
        }
    }
}
