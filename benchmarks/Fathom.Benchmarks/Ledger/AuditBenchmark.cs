using System.Diagnostics;
using Fathom.Database;
using Fathom.Production.Auditing;
using Fathom.Storage.Elements;

namespace Fathom.Benchmarks.Ledger;

/// <summary>The audit's fold of all events, and the loading of all jobs.</summary>
internal static class AuditBenchmark
{
    public static IEnumerable<Figure> Run(LedgerBenchmarkOptions options)
    {
        using var workspace = new LedgerWorkspace(options);
        using WorkspaceDatabase database = workspace.Open();
        LedgerWorkspace.FillAsync(database, 1).GetAwaiter().GetResult();
        var tokens = new Identity.Tokens.PilotTokens(new Identity.Tokens.Secret("key of the benchmark"));
        var ledgerOptions = new Production.LedgerOptions { Workspace = workspace.Folders.Root };
        new Production.Ledger(database, tokens, ledgerOptions).CreateCampaignAsync("create", LedgerWorkspace.Definition, "user:bench").GetAwaiter().GetResult();
        long began = Stopwatch.GetTimestamp();
        TimeSpan cpu = Environment.CpuUsage.TotalTime;
        long events = LedgerPreload.RunAsync(database, options.Jobs, options.Events, transformation: 1).GetAwaiter().GetResult();
        yield return new Figure($"preloaded: {options.Jobs} jobs, {events} events", Stopwatch.GetElapsedTime(began).TotalSeconds, "s");
        yield return new Figure("its CPU per event", (Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / events, "us");
        began = Stopwatch.GetTimestamp();
        cpu = Environment.CpuUsage.TotalTime;
        var ledger = new Production.Ledger(database, tokens, ledgerOptions);
        yield return new Figure($"load {ledger.Jobs.Count} jobs", Stopwatch.GetElapsedTime(began).TotalSeconds, "s", 20);
        yield return new Figure("its CPU per job", (Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / ledger.Jobs.Count, "us");
        began = Stopwatch.GetTimestamp();
        cpu = Environment.CpuUsage.TotalTime;
        AuditReport report = new LedgerAudit(database, new StorageElements()).RunAsync(deep: false, CancellationToken.None).GetAwaiter().GetResult();
        yield return new Figure($"audit's fold of {report.Events} events", Stopwatch.GetElapsedTime(began).TotalSeconds, "s", 120);
        yield return new Figure("audit's CPU per event", (Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / report.Events, "us");
        // The one file of the workspace was written without an event for it and its replica, and has no bytes: nothing else may be found.
        yield return new Figure("findings but those of the one planted file", report.Findings.Count - 3, "findings", 0);
    }
}
