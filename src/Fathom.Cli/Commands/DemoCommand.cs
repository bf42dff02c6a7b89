using System.CommandLine;
using Fathom.Cli.Demo;
using Fathom.Simulation;

namespace Fathom.Cli.Commands;

internal static class DemoCommand
{
    private static readonly SimulationOptions Standard = new();

    public static Command Create()
    {
        Option<string> workspace = SharedOptions.Workspace();
        Option<int> port = SharedOptions.Port();
        Option<int> pilots = SharedOptions.Pilots();
        var noServe = new Option<bool>("--no-serve") { Description = "End when the work is done, instead of showing the portal." };
        var json = new Option<bool>("--json") { Description = "Print one JSON object with what came out as the last line." };
        Option<string[]> mirror = DataFetchCommand.Mirror();
        Option<int> runs = SharedOptions.Number("--runs", "Number of runs.", Standard.Runs, 1, 10_000);
        Option<int> sections = SharedOptions.Number("--sections", "Sections (files) of each run.", Standard.SectionsPerRun, 1, 999);
        Option<int> pairs = SharedOptions.Number("--pairs", "Inverse-beta-decay pairs of each section.", Standard.IbdPairsPerSection, 0, 10_000);
        Option<int> singles = SharedOptions.Number("--singles", "Single radioactive decays of each section.", Standard.SinglesPerSection, 0, 10_000);
        var command = new Command("demo", """
            The whole way once: simulates a detector's data, reprocesses them in a campaign, reconstructs a real event of a neutrino
            telescope, replicates the results, and shows all of it in the portal. Interrupted, it resumes.

            Examples:
              fathom demo
              fathom demo --no-serve --json
              fathom demo --workspace /data/demo --port 0
            """)
        { workspace, port, pilots, noServe, json, mirror, runs, sections, pairs, singles };
        command.SetAction((parse, cancellation) => new DemoRun(new DemoOptions(
            parse.GetValue(workspace)!, parse.GetValue(port), parse.GetValue(pilots), !parse.GetValue(noServe), parse.GetValue(json),
            parse.GetValue(mirror) ?? [],
            Standard with
            {
                Runs = parse.GetValue(runs),
                SectionsPerRun = parse.GetValue(sections),
                IbdPairsPerSection = parse.GetValue(pairs),
                SinglesPerSection = parse.GetValue(singles),
            })).RunAsync(cancellation));
        return command;
    }
}
