using System.Diagnostics;
using System.Globalization;
using System.Runtime;
using Fathom.Twin.Faults;

namespace Fathom.Benchmarks;

/// <summary>Campaigns on virtual time under faults of disk, clock, messages and processes, until enough faults have struck.</summary>
internal static class TwinFaultsBenchmark
{
    private const int Wanted = 1_000_000, Jobs = 20, ViolationsShown = 50;
    private static readonly TimeSpan BetweenReports = TimeSpan.FromSeconds(10);

    /// <summary>Runs campaigns of one seed after the other: --faults N (1,000,000), --seed N the first (1), --replay that one alone.</summary>
    public static IEnumerable<Figure> Run(string[] args)
    {
        // Each crash of a server leaves megabytes behind: nobody waits here, and a collection in the background would take the other core.
        GCSettings.LatencyMode = GCLatencyMode.Batch;
        bool replay = args.Contains("--replay");
        int wanted = replay ? 1 : Number(args, "--faults", Wanted), first = Number(args, "--seed", 1);
        long begin = Stopwatch.GetTimestamp(), reported = begin;
        TimeSpan cpuBefore = Environment.CpuUsage.TotalTime;
        var struck = new SortedDictionary<string, int>(StringComparer.Ordinal);
        (int faults, int campaigns, int violations) = (0, 0, 0);
        for (int seed = first; faults < wanted; seed++)
        {
            FaultOutcome outcome = FaultCampaign.Run(seed, Jobs);
            campaigns++;
            faults += outcome.Count;
            foreach ((string kind, int count) in outcome.Faults)
            {
                struck[kind] = struck.GetValueOrDefault(kind) + count;
            }

            foreach (string violation in outcome.Violations.Where(_ => violations++ < ViolationsShown))
            {
                Console.Error.WriteLine($"seed {seed}: {violation}");
            }

            if (Stopwatch.GetElapsedTime(reported) > BetweenReports)
            {
                reported = Stopwatch.GetTimestamp();
                Console.Error.WriteLine($"{Stopwatch.GetElapsedTime(begin).TotalSeconds,6:F0} s  seed {seed,8}  {faults,9} faults  {violations} laws broken");
            }
        }

        double cpu = (Environment.CpuUsage.TotalTime - cpuBefore).TotalSeconds;
        foreach ((string kind, int count) in struck)
        {
            yield return new Figure(kind, count, "faults");
        }

        yield return new Figure("faults", faults, "faults", wanted, Bound.AtLeast);
        yield return new Figure("campaigns under faults", campaigns, "campaigns");
        yield return new Figure("laws broken", violations, "", 0);
        yield return new Figure("faults a CPU second", faults / cpu, "1/s");
        yield return new Figure("wall time", Stopwatch.GetElapsedTime(begin).TotalSeconds, "s", replay ? null : 1800);
    }

    private static int Number(string[] args, string name, int missing) =>
        Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : missing;
}
