using System.Globalization;

namespace Fathom.Benchmarks.Ledger;

/// <summary>How the ledger is measured.</summary>
/// <param name="Jobs">Jobs that are there before; the figure is 5,000,000.</param>
/// <param name="Events">Events that are there before; the figure is 30,000,000.</param>
/// <param name="Files">Files that are expanded into jobs.</param>
/// <param name="Seconds">Time of the load [s].</param>
/// <param name="Pilots">Pilots, each with a token of its own; each holds eight jobs, 22,488 together at the size.</param>
/// <param name="Connections">Sockets that they share.</param>
/// <param name="SyncDelay">Added to each sync [ms].</param>
/// <param name="Rate">Events a second that the pilots offer; 0: as many as the server takes.</param>
/// <param name="Asks">Whether the fixed set of questions is put to the job monitor meanwhile.</param>
/// <param name="Database">PostgreSQL URL, or null for SQLite.</param>
internal sealed record LedgerBenchmarkOptions(
    long Jobs, long Events, int Files, double Seconds, int Pilots, int Connections, double SyncDelay, double Rate, bool Asks, string? Database)
{
    // What a fast server leases: each job has three events, so this is for 18,000 of them a second.
    private const int MostLeasedASecond = 6_000;

    /// <summary>Jobs that wait when the load begins: more than it can lease once, so that it never runs dry.</summary>
    public int Waiting => (int)Math.Min(Jobs / 2, (long)(Seconds * MostLeasedASecond));

    public static LedgerBenchmarkOptions Parse(string[] args)
    {
        string? Of(string name) => Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : null;
        double Number(string name, double missing) =>
            Of(name) is { } text ? double.Parse(text.Replace("ms", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) : missing;
        return new(
            (long)Number("--jobs", 500_000), (long)Number("--events", 3_000_000), (int)Number("--files", 477_000), Number("--seconds", 300),
            (int)Number("--pilots", 2811), (int)Number("--connections", 128), Number("--sync-delay", 0), Number("--rate", 0),
            args.Contains("--questions"), Of("--database"));
    }
}
