using System.Globalization;

namespace Fathom.Benchmarks.Chaos;

/// <summary>What is disturbed, and how often.</summary>
/// <param name="Seed">Replays the same order of faults.</param>
/// <param name="OfEachKind">Faults of each kind.</param>
/// <param name="Postgres">The database is PostgreSQL, else SQLite.</param>
/// <param name="Slurm">Pilots come from Slurm, else from this machine.</param>
/// <param name="Jobs">Jobs of the campaign.</param>
internal sealed record ChaosOptions(int Seed, int OfEachKind, bool Postgres, bool Slurm, int Jobs)
{
    public static ChaosOptions Parse(string[] args)
    {
        int Number(string name, int missing) =>
            Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : missing;
        int count = Number("--count", 25);
        return new(Number("--seed", 1), count, args.Contains("--postgres"), args.Contains("--slurm"), Number("--jobs", count * 200));
    }
}
