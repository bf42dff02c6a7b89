using Fathom.Twin.Campaign;
using Fathom.Twin.Scenarios;

namespace Fathom.Twin.Report;

/// <summary>How a simulated campaign went.</summary>
/// <param name="Scenario">What was simulated.</param>
/// <param name="Floor">The least time that it could have taken.</param>
/// <param name="Seconds">From the first slot to the last accepted output [s].</param>
/// <param name="Done">Jobs that are done.</param>
/// <param name="Held">Jobs that wait for a person.</param>
/// <param name="Open">Jobs that had not ended when the simulation gave up; 0 where the campaign ended.</param>
/// <param name="Attempts">Attempts.</param>
/// <param name="Events">Events in the ledger.</param>
/// <param name="Elements">Storage.</param>
/// <param name="Series">What happened over time.</param>
public sealed record TwinOutcome(
    Scenario Scenario, TwinFloor Floor, double Seconds, int Done, int Held, int Open, long Attempts, long Events,
    IReadOnlyList<ElementOutcome> Elements, TwinSeries Series)
{
    /// <summary>Time taken over the least time possible.</summary>
    public double OverFloor => Seconds / Floor.Seconds;
}

/// <summary>How an element was used.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Ceiling">Its ceiling [byte/s].</param>
/// <param name="PeakPace">The most that reads in progress asked for together [byte/s].</param>
/// <param name="PeakGranted">The most that was granted at a time [byte/s].</param>
/// <param name="Bytes">Bytes read.</param>
public sealed record ElementOutcome(string Name, double Ceiling, double PeakPace, double PeakGranted, double Bytes);

/// <summary>The least time that a campaign can take, whatever is done: the greatest of three.</summary>
/// <param name="WorkSeconds">All durations over the slots [s].</param>
/// <param name="StorageSeconds">All bytes over the ceilings [s].</param>
/// <param name="LongestSeconds">The longest job [s].</param>
public sealed record TwinFloor(double WorkSeconds, double StorageSeconds, double LongestSeconds)
{
    /// <summary>The greatest [s].</summary>
    public double Seconds => Math.Max(WorkSeconds, Math.Max(StorageSeconds, LongestSeconds));

    internal static TwinFloor Of(Scenario scenario, SimulatedJobs jobs)
    {
        double all = scenario.Sites.Sum(site => site.Share);
        double speed = scenario.Sites.Sum(site => site.Share / all * site.CpuFactor);
        double ceiling = scenario.Elements.Sum(element => element.Ceiling * 1e9);
        return new TwinFloor(
            jobs.Work / (scenario.Slots * speed),
            ceiling > 0 ? scenario.Jobs * scenario.GigabytesPerJob * 1e9 / ceiling : 0,
            jobs.Longest / scenario.Sites.Max(site => site.CpuFactor));
    }
}
