using System.CommandLine;
using Fathom.Cli.Demo;

namespace Fathom.Cli.Commands;

internal static class DemoCommand
{
    public static Command Create()
    {
        Option<string> workspace = SharedOptions.Workspace();
        Option<int> port = SharedOptions.Port();
        Option<int> pilots = SharedOptions.Pilots();
        var noServe = new Option<bool>("--no-serve") { Description = "End when the work is done, instead of showing the portal." };
        var json = new Option<bool>("--json") { Description = "Print one JSON object with what came out as the last line." };
        var mirror = new Option<string[]>("--mirror") { Description = "Folder with copies of the registry's data sources.", HelpName = "DIR" };
        var command = new Command("demo", """
            The whole way once: simulates a detector's data, reprocesses them in a campaign, reconstructs a real event of a neutrino
            telescope, replicates the results, and shows all of it in the portal. Interrupted, it resumes.

            Examples:
              fathom demo
              fathom demo --no-serve --json
              fathom demo --workspace /data/demo --port 0
            """)
        { workspace, port, pilots, noServe, json, mirror };
        command.SetAction((parse, cancellation) => new DemoRun(new DemoOptions(
            parse.GetValue(workspace)!, parse.GetValue(port), parse.GetValue(pilots), !parse.GetValue(noServe), parse.GetValue(json),
            parse.GetValue(mirror) ?? [])).RunAsync(cancellation));
        return command;
    }
}
