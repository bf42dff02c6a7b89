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
}
