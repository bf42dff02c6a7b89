using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Fathom.Benchmarks.Ledger;
using Fathom.Database;
using Fathom.Database.Reading;

namespace Fathom.Benchmarks.Campaigns;

/// <summary>A whole campaign of empty jobs: server and pilots are processes, each payload writes 1 KiB that is synced and checked.</summary>
internal static class CampaignBenchmark
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(60);

    /// <summary>Runs it; --jobs N (477,000), --pilots N (2), --slots N (256) of each, --sync-delay MS.</summary>
    public static IEnumerable<Figure> Run(string[] args)
    {
        (int jobs, int pilots, int slots, double delay) =
            (Number(args, "--jobs", 477_000), Number(args, "--pilots", 2), Number(args, "--slots", 256), Number(args, "--sync-delay", 0));
        using var workspace = new EmptyCampaign(jobs);
        yield return new Figure("fsync of 4 KiB, median", FsyncMedian.Measure(workspace.Root), "ms");
        using WorkerProcess server = delay > 0 ? Delayed(workspace, delay) : WorkerProcess.Server(workspace.Root);
        long began = Stopwatch.GetTimestamp();
        WorkerProcess.MustRun("campaign", "start", EmptyCampaign.Name, "--workspace", workspace.Root);
        WorkerProcess[] herd = [.. Enumerable.Range(0, pilots).Select(_ => WorkerProcess.Fathom(
            "pilot", "--workspace", workspace.Root, "--slots", $"{slots}", "--idle", "20"))];
        List<Sample> course = WaitForEnd(workspace, jobs, began, () => server.Cpu, () => herd.Sum(pilot => pilot.Cpu));
        double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        (Sample half, Sample last) = (course.First(sample => sample.Done >= course[^1].Done / 2), course[^1]);
        long done = last.Done;
        long resident = server.Resident;
        Array.ForEach(herd, pilot => pilot.Dispose());
        yield return new Figure($"campaign of {jobs} empty jobs, start to last acceptance", seconds, "s", jobs * 600.0 / 477_000);
        yield return new Figure("jobs done", done, "jobs", jobs, Bound.AtLeast);
        yield return new Figure("rate", done / seconds, "1/s");
        yield return new Figure("server CPU per job", last.Server / done * 1e3, "ms");
        yield return new Figure("pilots' CPU per job", last.Pilots / done * 1e3, "ms");
        double later = Math.Max(1, done - half.Done);
        // Without the start, which compiles: what a large campaign costs.
        yield return new Figure("server CPU per job, second half", (last.Server - half.Server) / later * 1e3, "ms");
        yield return new Figure("pilots' CPU per job, second half", (last.Pilots - half.Pilots) / later * 1e3, "ms");
        yield return new Figure("server resident", resident / 1048576.0, "MiB", 1024);
        using JsonDocument audit = JsonDocument.Parse(WorkerProcess.Run("audit", "--json", "--workspace", workspace.Root).Output.TrimEnd().Split('\n')[^1]);
        foreach (string fault in new[] { "lost", "double", "dark", "corrupt", "mismatched" })
        {
            yield return new Figure($"audit: {fault}", audit.RootElement.GetProperty(fault).GetInt64(), "", 0);
        }
    }

    private static WorkerProcess Delayed(EmptyCampaign workspace, double delay)
    {
        WorkerProcess server = WorkerProcess.Benchmark("ledger-server", workspace.Root, workspace.Database, delay.ToString(CultureInfo.InvariantCulture));
        server.FirstLine();
        return server;
    }

    private static List<Sample> WaitForEnd(EmptyCampaign workspace, int jobs, long began, Func<double> server, Func<double> pilots)
    {
        using var database = WorkspaceDatabase.Open(workspace.Database, new WorkspaceDatabaseOptions { Access = WorkspaceAccess.Read });
        using var pause = new ManualResetEventSlim();
        List<Sample> course = [new(0, 0, 0)];
        while (course[^1].Done < jobs && Stopwatch.GetElapsedTime(began) < Longest)
        {
            pause.Wait(TimeSpan.FromSeconds(course[^1].Done < jobs * 0.97 ? 10 : 0.5));
            long done = database.Read(connection => connection.SelectNumber("SELECT count(*) FROM job WHERE state = 'Done'"));
            course.Add(new(done, server(), pilots()));
            Console.Error.WriteLine($"{Stopwatch.GetElapsedTime(began).TotalSeconds,6:F0} s  {done,8} done");
        }

        return course;
    }

    private static int Number(string[] args, string name, int missing) =>
        Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : missing;

    // Jobs done, and CPU used until then [s].
    private readonly record struct Sample(long Done, double Server, double Pilots);
}
