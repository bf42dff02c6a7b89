using System.Text.Json;
using Fathom.Catalog.Files;
using Fathom.Catalog.Runs;
using Fathom.Cli.Workspaces;
using Fathom.Database;
using Fathom.Production.Jobs;
using Fathom.Production.Queries;

namespace Fathom.Cli.Demo;

/// <summary>What came out of the demo.</summary>
/// <param name="Runs">Runs of the catalogue.</param>
/// <param name="GoodRuns">Runs of the good run list.</param>
/// <param name="Jobs">Jobs by state.</param>
/// <param name="Files">Valid files by tier.</param>
/// <param name="Replicas">Copies at the second storage element.</param>
/// <param name="Events">Detector events in miniESD: those that went through all tiers.</param>
/// <param name="IbdPairs">Inverse-beta-decay pairs found in them.</param>
/// <param name="Km3">The telescope's event, or null where it was skipped.</param>
/// <param name="WallSeconds">Wall time of this run of the demo [s].</param>
internal sealed record DemoSummary(
    int Runs, int GoodRuns, IReadOnlyDictionary<string, long> Jobs, IReadOnlyDictionary<string, long> Files, long Replicas,
    long Events, long IbdPairs, TelescopeSummary? Km3, double WallSeconds)
{
    /// <summary>True where every job is done.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsWell => Jobs.All(state => state.Key == nameof(JobState.Done));

    public static DemoSummary Of(WorkspaceDatabase database, string goodRunList, TimeSpan wall)
    {
        var files = new FileQueries(database);
        IReadOnlyList<TierTotals> totals = files.Totals();
        return new DemoSummary(
            new RunQueries(database).List().Count,
            new GoodRunLists(database).Find(goodRunList)?.Runs.Count ?? 0,
            new JobQueries(database).CountByState().ToDictionary(state => state.Key.ToString(), state => state.Value),
            totals.ToDictionary(tier => tier.Tier, tier => tier.Files),
            files.ReplicaTotals().FirstOrDefault(element => element.Element == WorkspaceLayout.Second)?.Replicas ?? 0,
            totals.FirstOrDefault(tier => tier.Tier == FileTiers.MiniEsd)?.Events ?? 0,
            SumOfPairs(files),
            TelescopeSummary.Of(files),
            Math.Round(wall.TotalSeconds, 1));
    }

    public void Tell(TextWriter output)
    {
        output.WriteLine(
            $"{Runs} runs, {GoodRuns} good; jobs: {Join(Jobs)}; files: {Join(Files)}; {Replicas} replicated; "
            + $"{Events} events through all tiers, {IbdPairs} inverse-beta-decay pairs; {WallSeconds} s");
        if (Km3 is { } km3)
        {
            output.WriteLine(
                $"KM3-230213A: RA {km3.Ra:F2}°, Dec {km3.Dec:F2}°, {km3.HitsUsed} hits used, error {km3.AngularErrorDeg:F2}°, "
                + $"{km3.SeparationDeg:F2}° from the published track");
        }
    }

    private static string Join(IReadOnlyDictionary<string, long> counts) =>
        string.Join(", ", counts.Select(count => $"{count.Value} {count.Key}"));

    private static long SumOfPairs(FileQueries files)
    {
        long pairs = 0;
        Page<CatalogueFile> page = files.List(new FileFilter(FileTiers.MiniEsd), null, FileQueries.MaximumPage);
        while (true)
        {
            pairs += page.Items.Sum(file => file.Metadata.TryGetProperty("ibdPairs", out JsonElement value) ? value.GetInt64() : 0);
            if (page.Next is not { } next)
            {
                return pairs;
            }

            page = files.List(new FileFilter(FileTiers.MiniEsd), next, FileQueries.MaximumPage);
        }
    }
}
