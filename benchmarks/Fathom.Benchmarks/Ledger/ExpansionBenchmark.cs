using System.Diagnostics;
using Fathom.Database;
using Fathom.Database.Writing;
using Fathom.Identity.Tokens;
using Fathom.Production;

namespace Fathom.Benchmarks.Ledger;

/// <summary>Expands a dataset into durable jobs while others write.</summary>
internal static class ExpansionBenchmark
{
    public static IEnumerable<Figure> Run(LedgerBenchmarkOptions options)
    {
        using var workspace = new LedgerWorkspace(options);
        yield return new Figure("fsync of 4 KiB, median", FsyncMedian.Measure(workspace.Folders.Root), "ms");
        yield return new Figure("added to each sync", options.SyncDelay, "ms");
        foreach (Figure settings in workspace.Settings())
        {
            yield return settings;
        }

        (double seconds, double cpu, long jobs, Latencies others) = MeasureAsync(workspace, options.Files).GetAwaiter().GetResult();
        yield return new Figure($"expand {options.Files} files into durable jobs", seconds, "s", 4);
        yield return new Figure("CPU of the thread that writes, for the others too", cpu, "s");
        yield return new Figure("jobs made", jobs, "jobs", options.Files, Bound.AtLeast);
        yield return new Figure("others' events acknowledged meanwhile, p99", others.Quantile(0.99), "ms", 500);
        // An upper bound of how long the writer was held: the wait for the batch before it and the own commit are in it.
        yield return new Figure("longest wait of another writer", others.Quantile(1), "ms", 200);
    }

    private static async Task<(double Seconds, double Cpu, long Jobs, Latencies Others)> MeasureAsync(LedgerWorkspace workspace, int files)
    {
        using WorkspaceDatabase database = workspace.Open();
        await LedgerWorkspace.FillAsync(database, files);
        var ledger = new Production.Ledger(
            database, new PilotTokens(new Secret("key of the benchmark")), new LedgerOptions { Workspace = workspace.Folders.Root });
        await ledger.CreateCampaignAsync("create", LedgerWorkspace.Definition, "user:bench");
        using var stop = new CancellationTokenSource();
        var others = new Latencies();
        Task probing = Task.Run(() => ProbeAsync(database, others, stop.Token));
        long began = Stopwatch.GetTimestamp();
        double cpu = WriterThread.Cpu();
        OperationReply started = await ledger.StartCampaignAsync("start", LedgerWorkspace.Campaign, "user:bench");
        await ledger.FeedAsync();
        double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        double used = WriterThread.Cpu() - cpu;
        await stop.CancelAsync();
        await probing;
        return (seconds, used, started.Done ? ledger.Jobs.Count : 0, others);
    }

    // Two hundred a second, not one after the other: those would share the writer's time by halves on a machine that others use.
    private static async Task ProbeAsync(WorkspaceDatabase database, Latencies others, CancellationToken stop)
    {
        using var each = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!stop.IsCancellationRequested && await each.WaitForNextTickAsync(CancellationToken.None))
        {
            long began = Stopwatch.GetTimestamp();
            await database.WriteAsync(sql => { sql.Events.Append(Subjects.Pilot, 1, null, "Probed", "server", "{}"); });
            others.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
    }
}
