using Fathom.Benchmarks.Queries;

namespace Fathom.Benchmarks.Ledger;

/// <summary>The ledger at the size of a campaign: expansion, events through HTTP, loading and audit.</summary>
internal static class LedgerBenchmark
{
    /// <summary>Runs all parts, or the one that is named: --only expand, events or audit.</summary>
    public static IEnumerable<Figure> Run(string[] args)
    {
        LedgerBenchmarkOptions options = LedgerBenchmarkOptions.Parse(args);
        string? only = Array.IndexOf(args, "--only") is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : null;
        (string Name, Func<LedgerBenchmarkOptions, IEnumerable<Figure>> Run)[] parts =
            [("expand", ExpansionBenchmark.Run), ("events", EventsBenchmark.Run), ("audit", AuditBenchmark.Run)];
        return parts.Where(part => only is null || part.Name == only).SelectMany(part => part.Run(options));
    }

    /// <summary>The other processes of the measurement; false where the arguments ask for none of them.</summary>
    public static async Task<bool> TryRunPartAsync(string[] args)
    {
        switch (args)
        {
            case ["ledger-server", .. var rest]:
                await LedgerServer.RunAsync(rest);
                return true;
            case ["ledger-herd", .. var rest]:
                await PilotHerd.RunAsync(rest);
                return true;
            case ["ledger-questions", .. var rest]:
                await QuestionsDuringLoad.RunAsync(rest);
                return true;
            default:
                return false;
        }
    }
}
