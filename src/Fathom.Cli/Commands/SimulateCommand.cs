using System.CommandLine;
using Fathom.Cli.Imports;
using Fathom.Cli.Output;
using Fathom.Cli.Workspaces;
using Fathom.Simulation;

namespace Fathom.Cli.Commands;

internal static class SimulateCommand
{
    private static readonly SimulationOptions Standard = new();

    public static Command Create()
    {
        Option<string> workspace = SharedOptions.Workspace();
        Option<int> runs = SharedOptions.Number("--runs", "Number of runs.", Standard.Runs, 1, 10_000);
        Option<int> sections = SharedOptions.Number("--sections", "Sections (files) of each run.", Standard.SectionsPerRun, 1, 999);
        Option<int> pairs = SharedOptions.Number("--pairs", "Inverse-beta-decay pairs of each section.", Standard.IbdPairsPerSection, 0, 10_000);
        Option<int> singles = SharedOptions.Number("--singles", "Single radioactive decays of each section.", Standard.SinglesPerSection, 0, 10_000);
        Option<int> firstRun = SharedOptions.Number("--first-run", "Number of the first run.", (int)Standard.FirstRun, 1, 9_999_999);
        Option<int> seed = SharedOptions.Number("--seed", "Seed of everything random.", (int)Standard.Seed, 0, int.MaxValue);
        var command = new Command("simulate", """
            Makes detector data: RAW byte-stream files of the workspace's detector, registered run by run.
            Runs that are registered already are left alone, so that an interrupted simulation resumes.

            Examples:
              fathom simulate
              fathom simulate --runs 2 --sections 3 --pairs 10 --singles 10
            """)
        { workspace, runs, sections, pairs, singles, firstRun, seed };
        command.SetAction(async (parse, cancellation) =>
        {
            SimulationOptions options = Standard with
            {
                Runs = parse.GetValue(runs),
                SectionsPerRun = parse.GetValue(sections),
                IbdPairsPerSection = parse.GetValue(pairs),
                SinglesPerSection = parse.GetValue(singles),
                FirstRun = (uint)parse.GetValue(firstRun),
                Seed = (ulong)parse.GetValue(seed),
            };
            using WorkspaceSession session = WorkspaceSession.OpenForWriting(parse.GetValue(workspace)!);
            using ProgressReport progress = ProgressReport.Start("simulate");
            await new SimulateRuns(session, options, progress).RunAsync(cancellation);
            return ExitCode.Ok;
        });
        return command;
    }
}
