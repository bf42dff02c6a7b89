using System.CommandLine;
using Fathom.Cli.Output;
using Fathom.Twin.Campaign;
using Fathom.Twin.Report;
using Fathom.Twin.Scenarios;

namespace Fathom.Cli.Commands;

internal static class TwinCommand
{
    public static Command Create()
    {
        var scenario = new Option<string>("--scenario") { Description = "A shipped scenario, or a YAML file.", HelpName = "FILE", DefaultValueFactory = _ => "storage-60" };
        var jobs = new Option<int?>("--jobs") { Description = "Jobs, instead of the scenario's.", HelpName = "N" };
        var slots = new Option<int?>("--slots") { Description = "Slots, instead of the scenario's.", HelpName = "N" };
        var seed = new Option<int?>("--seed") { Description = "Seed of all that is random, instead of the scenario's.", HelpName = "N" };
        var folder = new Option<string?>("--out") { Description = "Folder for twin.html and twin.json.", HelpName = "DIR" };
        var list = new Option<bool>("--list") { Description = "List the shipped scenarios." };
        Option<bool> json = SharedOptions.Json();
        var command = new Command("twin", """
            Runs a campaign on virtual time, with Fathom's own ledger, dispatch, recovery policy and storage governor, and says when it would end.
            Ends with 1 where the simulated campaign does not end or leaves jobs held.

            Examples:
              fathom twin --list
              fathom twin --scenario storage-26 --out report
              fathom twin --jobs 477000 --slots 22484 --scenario site-lost --json
            """)
        { scenario, jobs, slots, seed, folder, list, json };
        command.SetAction((parse, cancellation) => Task.FromResult(parse.GetValue(list)
            ? List()
            : Run(Adjusted(parse.GetValue(scenario)!, parse.GetValue(jobs), parse.GetValue(slots), parse.GetValue(seed)), parse.GetValue(folder), parse.GetValue(json), cancellation)));
        return command;
    }

    private static int List()
    {
        foreach (string name in ScenarioLibrary.Shipped)
        {
            Console.WriteLine($"{name,-14} {ScenarioLibrary.Load(name).Question}");
        }

        return ExitCode.Ok;
    }

    private static Scenario Adjusted(string name, int? jobs, int? slots, int? seed)
    {
        try
        {
            Scenario scenario = ScenarioLibrary.Load(name);
            (scenario.Jobs, scenario.Slots, scenario.Seed) = (jobs ?? scenario.Jobs, slots ?? scenario.Slots, seed ?? scenario.Seed);
            ScenarioRules.Check(scenario, name);
            return scenario;
        }
        catch (ScenarioException fault)
        {
            throw new CommandException(ExitCode.Usage, fault.Message);
        }
    }

    private static int Run(Scenario scenario, string? folder, bool json, CancellationToken cancellation)
    {
        TwinOutcome outcome = CampaignTwin.Run(scenario, cancellation);
        if (json)
        {
            Console.WriteLine(TwinReportJson.Write(outcome, withSeries: false));
        }
        else
        {
            Facts.Write([.. TwinReportPage.Facts(outcome).Select(fact => (fact.What, (object?)fact.Value))]);
        }

        if (folder is not null)
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, "twin.html"), TwinReportPage.Write(outcome));
            File.WriteAllText(Path.Combine(folder, "twin.json"), TwinReportJson.Write(outcome, withSeries: true));
        }

        return outcome.Open == 0 && outcome.Held == 0 ? ExitCode.Ok : ExitCode.NotWell;
    }
}
