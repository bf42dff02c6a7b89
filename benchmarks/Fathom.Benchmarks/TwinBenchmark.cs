using System.Diagnostics;
using Fathom.Twin.Campaign;
using Fathom.Twin.Report;
using Fathom.Twin.Scenarios;

namespace Fathom.Benchmarks;

/// <summary>Campaigns of 477,000 jobs on virtual time.</summary>
internal static class TwinBenchmark
{
    public static IEnumerable<Figure> Run()
    {
        yield return new Figure("storage-60: over the floor whatever the dispatcher, at least", TailBound.Of(ScenarioLibrary.Load("storage-60")) * 100, "%");
        foreach ((string name, double most) in new[] { ("storage-60", 6.0), ("storage-26", 10.0) })
        {
            foreach (Figure figure in Run(name, most, retriesFail: false))
            {
                yield return figure;
            }

            foreach (Figure figure in Run(name, null, retriesFail: true))
            {
                yield return figure;
            }
        }
    }

    // The target is for 2 % of the jobs failing; beside it the harder reading, in which 2 % of the repetitions fail too.
    private static IEnumerable<Figure> Run(string name, double? most, bool retriesFail)
    {
        long begin = Stopwatch.GetTimestamp();
        Scenario scenario = ScenarioLibrary.Load(name);
        scenario.RetriesFail = retriesFail;
        string of = $"{name}, 2 % of {(retriesFail ? "attempts" : "jobs")} fail";
        TwinOutcome outcome = CampaignTwin.Run(scenario);
        yield return new Figure($"{of}: over the floor", (outcome.OverFloor - 1) * 100, "%", most);
        yield return new Figure($"{of}: most asked of storage, of its ceiling", outcome.Elements.Max(element => element.PeakPace / element.Ceiling) * 100, "%", 100.0000001);
        yield return new Figure($"{of}: jobs not done", outcome.Held + outcome.Open, "jobs", 0);
        yield return new Figure($"{of}: simulated in", Stopwatch.GetElapsedTime(begin).TotalSeconds, "s", 180);
    }
}
