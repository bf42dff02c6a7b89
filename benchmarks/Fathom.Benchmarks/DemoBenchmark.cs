using System.Text.Json;

namespace Fathom.Benchmarks;

/// <summary>The demo as a user runs it, without the portal staying; and the launcher's own share of a command.</summary>
internal static class DemoBenchmark
{
    private const int LauncherRuns = 21;

    public static IEnumerable<Figure> Run()
    {
        string folder = Directory.CreateTempSubdirectory("fathom-demo-").FullName;
        try
        {
            Repository.Run(folder, "fathom", "--version"); // builds where sources changed
            (string output, TimeSpan wall) = Repository.Run(folder, "fathom", "demo", "--no-serve", "--json");
            using JsonDocument summary = JsonDocument.Parse(output.TrimEnd().Split('\n')[^1]);
            yield return new Figure("fathom demo --no-serve, wall time", wall.TotalSeconds, "s", 180);
            yield return new Figure("detector events through all tiers", summary.RootElement.GetProperty("events").GetInt64(), "events", 4000, Bound.AtLeast);
            yield return new Figure("jobs done", summary.RootElement.GetProperty("jobs").GetProperty("Done").GetInt64(), "jobs", 180, Bound.AtLeast);
            yield return new Figure("launcher's own time when nothing changed (median)", LauncherMilliseconds(folder), "ms", 50);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Median of a command through the launcher, less the same command started directly.</summary>
    private static double LauncherMilliseconds(string folder)
    {
        string binary = Path.Combine(Repository.Root, "src", "Fathom.Cli", "bin", "Release", "net10.0", "fathom.dll");
        double[] launched = [.. Enumerable.Range(0, LauncherRuns).Select(_ => Repository.Run(folder, "fathom", "--version").Wall.TotalMilliseconds).Order()];
        double[] direct = [.. Enumerable.Range(0, LauncherRuns).Select(_ => Repository.Run(folder, "/usr/bin/env", "dotnet", binary, "--version").Wall.TotalMilliseconds).Order()];
        return launched[LauncherRuns / 2] - direct[LauncherRuns / 2];
    }
}
