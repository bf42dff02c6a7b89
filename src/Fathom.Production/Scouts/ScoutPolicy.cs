namespace Fathom.Production.Scouts;

/// <summary>How a campaign's first jobs gate the rest.</summary>
/// <param name="Jobs">Scout jobs of the first transformation; null: 1 % of its inputs, but at least 10; 0: no scouts.</param>
/// <param name="MostFailed">Largest share of scout jobs that may end Held or Killed. Default: 0.1.</param>
/// <param name="CompareWith">Campaign whose monitoring histograms the scouts' must match; null: physics is not gated.</param>
/// <param name="LeastPValue">Smallest p-value, of χ² and of Kolmogorov–Smirnov, that passes. Default: 0.001.</param>
public sealed record ScoutPolicy(int? Jobs = null, double MostFailed = 0.1, string? CompareWith = null, double LeastPValue = 0.001)
{
    /// <summary>Least number of scouts where <see cref="Jobs"/> is not given.</summary>
    public const int LeastJobs = 10;

    /// <summary>Number of scout jobs for so many inputs.</summary>
    public int Count(long inputs) => (int)Math.Min(inputs, Jobs ?? Math.Max(LeastJobs, (inputs + 99) / 100));

    /// <summary>Why the policy cannot be used, or null.</summary>
    public string? Fault() =>
        Jobs is < 0 or > 1_000_000 ? "Scouts: expected 0 to 1000000 jobs."
        : MostFailed is not (>= 0 and <= 1) ? "Scouts: expected a share of failures between 0 and 1."
        : LeastPValue is not (> 0 and < 1) ? "Scouts: expected a p-value between 0 and 1."
        : null;
}

/// <summary>Where the scouts of a campaign are.</summary>
public enum ScoutState
{
    /// <summary>The campaign has none.</summary>
    None,

    /// <summary>They run; no other job is made.</summary>
    Running,

    /// <summary>They passed; the rest runs.</summary>
    Passed,

    /// <summary>They did not pass; the rest waits for a person.</summary>
    Failed,

    /// <summary>A person lets the rest run although they did not pass, or before they did.</summary>
    Overruled,
}
