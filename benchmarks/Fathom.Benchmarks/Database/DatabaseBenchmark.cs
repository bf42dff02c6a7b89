using System.Diagnostics;
using Fathom.Database;
using Fathom.PostgresServers;

namespace Fathom.Benchmarks.Database;

/// <summary>What the database alone can take: events appended and job and attempt rows upserted, by group commit, on each engine.</summary>
/// <remarks>Nobody decides anything here: this is the ceiling for <c>bench ledger</c>.</remarks>
internal static class DatabaseBenchmark
{
    private const int Clients = 1000, EventsARequest = 8, PreloadedJobs = 500_000, Window = 22_484;
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(10);

    public static IEnumerable<Figure> Run()
    {
        yield return new Figure("fsync of 4 KiB, median", MedianSync(), "ms");
        PostgresCluster? server = PostgresCluster.Start(durable: true);
        foreach (TimeSpan added in new[] { TimeSpan.Zero, TimeSpan.FromMilliseconds(10) })
        {
            string folder = Directory.CreateTempSubdirectory("fathom-bench-").FullName;
            try
            {
                foreach (Figure figure in Measure("SQLite", Path.Combine(folder, "fathom.db"), added, 10_000))
                {
                    yield return figure;
                }
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }

            foreach (Figure figure in server is null ? [] : Measure("PostgreSQL", server.NewDatabase(), added, 6_000))
            {
                yield return figure;
            }
        }
    }

    private static IEnumerable<Figure> Measure(string engine, string location, TimeSpan added, double target)
    {
        string name = added == TimeSpan.Zero ? engine : $"{engine}, {added.TotalMilliseconds:F0} ms added to each sync";
        using var database = WorkspaceDatabase.Open(location, new WorkspaceDatabaseOptions { AddedSyncTime = added });
        var jobs = new SyntheticLedger(PreloadedJobs, Window);
        long began = Stopwatch.GetTimestamp();
        jobs.Preload(database);
        yield return new Figure($"{name}: jobs made, with event and input", PreloadedJobs / Stopwatch.GetElapsedTime(began).TotalSeconds, "jobs/s");

        var waits = new List<double>();
        began = Stopwatch.GetTimestamp();
        long events = Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Task.Run(() => ClientAsync(database, jobs, began, waits))))
            .GetAwaiter().GetResult().Sum();
        double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        waits.Sort();
        yield return new Figure($"{name}: events and job rows", events / seconds, "/s", target, Bound.AtLeast);
        yield return new Figure($"{name}: p99 of the wait for {EventsARequest} events", waits[(int)(waits.Count * 0.99)], "ms", 500);
        if (!database.Location.IsPostgres)
        {
            yield return new Figure($"{name}: write-ahead log", new FileInfo(location + "-wal").Length / (double)(1 << 20), "MiB", 128);
        }

        began = Stopwatch.GetTimestamp();
        long read = database.ReadEvents().LongCount();
        yield return new Figure($"{name}: events read and checked", read / Stopwatch.GetElapsedTime(began).TotalSeconds, "/s", 250_000, Bound.AtLeast);
    }

    private static async Task<long> ClientAsync(WorkspaceDatabase database, SyntheticLedger jobs, long began, List<double> waits)
    {
        long events = 0;
        while (Stopwatch.GetElapsedTime(began) < Length)
        {
            long asked = Stopwatch.GetTimestamp();
            await database.WriteAsync(transaction => jobs.Change(transaction, EventsARequest));
            events += EventsARequest;
            double wait = Stopwatch.GetElapsedTime(asked).TotalMilliseconds;
            lock (waits)
            {
                waits.Add(wait);
            }
        }

        return events;
    }

    private static double MedianSync()
    {
        string path = Path.GetTempFileName();
        try
        {
            using FileStream file = File.OpenWrite(path);
            byte[] page = new byte[4096];
            var times = new List<double>();
            for (int i = 0; i < 200; i++)
            {
                long began = Stopwatch.GetTimestamp();
                file.Write(page);
                file.Flush(flushToDisk: true);
                times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }

            times.Sort();
            return times[times.Count / 2];
        }
        finally
        {
            File.Delete(path);
        }
    }
}
