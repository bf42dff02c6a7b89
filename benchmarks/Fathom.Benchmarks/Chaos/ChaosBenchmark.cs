using Fathom.Benchmarks.Slurm;

namespace Fathom.Benchmarks.Chaos;

/// <summary>Faults on real processes: whatever is done to them, nothing is lost, nothing is double, and the campaign ends by itself.</summary>
internal static class ChaosBenchmark
{
    public static IEnumerable<Figure> Run(string[] args)
    {
        ChaosOptions options = ChaosOptions.Parse(args);
        using SlurmCluster? cluster = options.Settings.Any(setting => setting.Slurm) ? new SlurmCluster() : null;
        List<ChaosResult> results = [.. options.Settings.Select(setting => new ChaosCampaign(options, setting).RunAsync().GetAwaiter().GetResult())];
        bool asJson = args.Contains("--json");
        if (!asJson)
        {
            ChaosTable.Write(Console.Out, results);
        }

        IEnumerable<Figure> kinds = results.SelectMany(result => result.Faults());
        return [.. kinds.Where(kind => asJson || !kind.Reached), .. results.SelectMany(result => result.Laws()), All(results)];
    }

    private static Figure All(IReadOnlyList<ChaosResult> results) =>
        new("faults in all", results.Sum(result => result.Struck.Values.Sum()), "faults", results.Sum(result => result.Wanted.Values.Sum()), Bound.AtLeast);
}
