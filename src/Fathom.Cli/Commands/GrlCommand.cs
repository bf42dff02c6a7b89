using System.CommandLine;
using System.Globalization;
using Fathom.Catalog.Runs;
using Fathom.Cli.Output;
using Fathom.Cli.Workspaces;
using Fathom.Production.Operations;

namespace Fathom.Cli.Commands;

internal static class GrlCommand
{
    public static Command Create() => new("grl", """
        Good run lists: the runs fit for physics, versioned. A list is a text file with one run number a line.

        Examples:
          fathom grl add physics good-runs.txt
          fathom grl add physics               (from the runs that the shift calls good)
          fathom grl show physics
          fathom grl list --json
        """)
    { Add(), Show(), List() };

    private static Command Add()
    {
        Option<string> workspace = SharedOptions.Workspace();
        var name = new Argument<string>("NAME") { Description = "Name of the list." };
        var file = new Argument<string?>("FILE")
        {
            Description = "Text file, one run a line, # for comments; without it the runs that the shift calls good.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Option<string> reason = SharedOptions.Why();
        var command = new Command("add", SharedOptions.Described("Adds the next version of a good run list.", "fathom grl add physics good-runs.txt")) { name, file, reason, workspace };
        command.SetAction(async (parse, cancellation) =>
        {
            using WorkspaceSession session = WorkspaceSession.OpenForWriting(parse.GetValue(workspace)!);
            string text = parse.GetValue(file) is { } path ? await ReadText(path, cancellation) : GoodRunsOfTheShift(session);
            GoodRunList list = await session.Operations.AddGoodRunListAsync(new GoodRunListText(parse.GetValue(name)!, text) { Reason = parse.GetValue(reason)! }, cancellation);
            Console.WriteLine($"{list.Name} version {list.Version}: {list.Runs.Count} runs");
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Show()
    {
        Option<string> workspace = SharedOptions.Workspace();
        Option<bool> json = SharedOptions.Json();
        var version = new Option<int?>("--version-number") { Description = "Version; the newest where none is named.", HelpName = "N" };
        var name = new Argument<string>("NAME") { Description = "Name of the list." };
        var command = new Command("show", SharedOptions.Described("Shows the runs of a list.", "fathom grl show physics --version-number 1")) { name, version, workspace, json };
        command.SetAction(parse =>
        {
            using WorkspaceSession session = WorkspaceSession.OpenForReading(parse.GetValue(workspace)!);
            string wanted = parse.GetValue(name)!;
            GoodRunList list = new GoodRunLists(session.Database).Find(wanted, parse.GetValue(version))
                ?? throw new CommandException(ExitCode.NotFound, $"There is no good run list '{wanted}' (of that version); 'fathom grl list' shows them.");
            if (parse.GetValue(json))
            {
                Console.WriteLine(OutputJson.Line(list));
                return ExitCode.Ok;
            }

            Console.WriteLine($"# {list.Name} version {list.Version}, {list.CreatedUtc}, livetime {Seconds(list.LivetimeNs)} s, sha256 {list.Sha256}");
            foreach (int run in list.Runs)
            {
                Console.WriteLine(run.ToString(CultureInfo.InvariantCulture));
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private static Command List()
    {
        Option<string> workspace = SharedOptions.Workspace();
        Option<bool> json = SharedOptions.Json();
        var command = new Command("list", SharedOptions.Described("Lists every version of every list.", "fathom grl list --json")) { workspace, json };
        command.SetAction(parse =>
        {
            using WorkspaceSession session = WorkspaceSession.OpenForReading(parse.GetValue(workspace)!);
            Listing.Write(
                new GoodRunLists(session.Database).List(), parse.GetValue(json),
                new("NAME", list => list.Name), new("VERSION", list => list.Version), new("RUNS", list => list.Runs.Count),
                new("LIVETIME [s]", list => Seconds(list.LivetimeNs)), new("CREATED", list => list.CreatedUtc));
            return ExitCode.Ok;
        });
        return command;
    }

    /// <summary>The text of a list made from what the shift says.</summary>
    internal static string GoodRunsOfTheShift(WorkspaceSession session)
    {
        RunRecord[] good = [.. new RunQueries(session.Database).List().Where(run => run.Quality == RunQuality.Good)];
        return good.Length > 0
            ? "# runs that the shift calls good\n" + string.Concat(good.Select(run => $"{run.Number}\n"))
            : throw new CommandException(ExitCode.NotFound, "The catalogue knows no good run. Make runs with 'fathom simulate', or name a FILE.");
    }

    private static async Task<string> ReadText(string path, CancellationToken cancellation)
    {
        var file = new FileInfo(path);
        return !file.Exists ? throw new CommandException(ExitCode.NotFound, $"{path}: there is no such file.")
            : file.Length > GoodRunListFile.LongestText ? throw new CommandException(
                ExitCode.BadData, $"{path}: expected at most {GoodRunListFile.LongestText} bytes, found {file.Length}; is this a good run list?")
            : await File.ReadAllTextAsync(path, cancellation);
    }

    private static double Seconds(long nanoseconds) => Math.Round(nanoseconds / 1e9, 3);
}
