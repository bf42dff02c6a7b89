using Fathom.Benchmarks.Queries;
using Fathom.PostgresServers;

namespace Fathom.Benchmarks.Ledger;

/// <summary>The ledger at the size of a campaign: expansion, events through HTTP, loading and audit.</summary>
internal static class LedgerBenchmark
{
    /// <summary>Runs all parts, or the one that is named: --only expand, events or audit; with --postgres on a server of its own.</summary>
    /// <exception cref="ArgumentException">There is no such part, or no PostgreSQL.</exception>
    public static IEnumerable<Figure> Run(string[] args)
    {
        LedgerBenchmarkOptions options = LedgerBenchmarkOptions.Parse(args);
        string? only = Array.IndexOf(args, "--only") is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : null;
        (string Name, Func<LedgerBenchmarkOptions, IEnumerable<Figure>> Run)[] parts =
            [("expand", ExpansionBenchmark.Run), ("events", EventsBenchmark.Run), ("audit", AuditBenchmark.Run)];
        var chosen = parts.Where(part => only is null || part.Name == only).ToList();
        if (chosen.Count == 0)
        {
            throw new ArgumentException($"There is no part '{only}' of this benchmark; there are {string.Join(", ", parts.Select(part => part.Name))}.");
        }

        PostgresCluster? server = args.Contains("--postgres") ? PostgresCluster.Start(durable: true) ?? throw new ArgumentException(PostgresCluster.Absence) : null;
        return chosen.SelectMany(part => part.Run(server is null ? options : options with { Database = server.NewDatabase() }));
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
