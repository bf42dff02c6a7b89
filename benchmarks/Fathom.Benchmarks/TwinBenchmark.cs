using System.Diagnostics;
using Fathom.Twin.Campaign;
using Fathom.Twin.Faults;
using Fathom.Twin.Report;
using Fathom.Twin.Scenarios;

namespace Fathom.Benchmarks;

/// <summary>Campaigns of 477,000 jobs on virtual time, and campaigns under faults.</summary>
internal static class TwinBenchmark
{
    private const int FaultsWanted = 1_000_000;

    public static IEnumerable<Figure> Run()
    {
        foreach ((string name, double most) in new[] { ("storage-60", 6.0), ("storage-26", 10.0) })
        {
            long begin = Stopwatch.GetTimestamp();
            TwinOutcome outcome = CampaignTwin.Run(ScenarioLibrary.Load(name));
            yield return new Figure($"{name}: over the floor", (outcome.OverFloor - 1) * 100, "%", most);
            yield return new Figure($"{name}: most asked of storage, of its ceiling", outcome.Elements.Max(element => element.PeakPace / element.Ceiling) * 100, "%", 100.0000001);
            yield return new Figure($"{name}: jobs not done", outcome.Held + outcome.Open, "jobs", 0);
            yield return new Figure($"{name}: simulated in", Stopwatch.GetElapsedTime(begin).TotalSeconds, "s", 180);
        }
    }

    public static IEnumerable<Figure> RunFaults()
    {
        long begin = Stopwatch.GetTimestamp();
        (int faults, int campaigns, int violations) = (0, 0, 0);
        for (int seed = 1; faults < FaultsWanted; seed++, campaigns++)
        {
            FaultOutcome outcome = FaultCampaign.Run(seed, 20);
            faults += outcome.Count;
            violations += outcome.Violations.Count;
            foreach (string violation in outcome.Violations)
            {
                Console.Error.WriteLine($"seed {seed}: {violation}");
            }
        }

        yield return new Figure("faults", faults, "faults", FaultsWanted, Bound.AtLeast);
        yield return new Figure("campaigns under faults", campaigns, "campaigns");
        yield return new Figure("laws broken", violations, "", 0);
        yield return new Figure("wall time", Stopwatch.GetElapsedTime(begin).TotalSeconds, "s");
    }
}
