using System.Globalization;

namespace Fathom.Benchmarks.Chaos;

/// <summary>What is disturbed, and how often.</summary>
/// <param name="Seed">Replays the same order of faults.</param>
/// <param name="OfEachKind">Faults of each kind.</param>
/// <param name="OfEachLightKind">Faults of each kind that ends no process of Fathom, so that many of them are cheap.</param>
/// <param name="Settings">The databases and engines, one campaign each.</param>
internal sealed record ChaosOptions(int Seed, int OfEachKind, int OfEachLightKind, IReadOnlyList<ChaosSetting> Settings)
{
    private const int JobsPerFault = 4, FewestJobs = 60;

    public static ChaosOptions Parse(string[] args)
    {
        int Number(string name, int missing) =>
            Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : missing;
        int count = Number("--count", 25);
        IReadOnlyList<ChaosSetting> settings = args.Contains("--all")
            ? [new(false, false), new(true, false), new(false, true), new(true, true)]
            : [new(args.Contains("--postgres"), args.Contains("--slurm"))];
        return new(Number("--seed", 1), count, Math.Max(count, Number("--light", count * 54 / 25)), settings);
    }

    /// <summary>Faults of a kind.</summary>
    public int Of(IFault kind) => kind.IsLight ? OfEachLightKind : OfEachKind;

    /// <summary>Jobs of a campaign that so many faults strike.</summary>
    public static int JobsFor(int faults) => FewestJobs + (faults * JobsPerFault);
}

/// <summary>A database and an engine.</summary>
/// <param name="Postgres">The database is PostgreSQL, else SQLite.</param>
/// <param name="Slurm">Pilots come from Slurm, else from this machine.</param>
internal sealed record ChaosSetting(bool Postgres, bool Slurm)
{
    /// <summary>In words.</summary>
    public string Name => $"{(Postgres ? "PostgreSQL" : "SQLite")}, {(Slurm ? "Slurm" : "this machine")}";
}
