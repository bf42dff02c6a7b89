namespace Fathom.Catalog.Conditions;

/// <summary>A named, frozen set of calibration constants.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Sha256">Hash over its intervals, so that a frozen tag cannot change.</param>
/// <param name="Intervals">By first run; they do not overlap.</param>
/// <param name="CreatedUtc">Label of when it was frozen.</param>
public sealed record ConditionsTag(string Name, string Sha256, IReadOnlyList<ConditionsInterval> Intervals, string CreatedUtc)
{
    /// <summary>The constants of a run, or null where the tag has none.</summary>
    public ConditionsInterval? For(int run) => Intervals.FirstOrDefault(interval => interval.FirstRun <= run && run <= interval.LastRun);
}

/// <summary>The runs for which one file of constants holds.</summary>
/// <param name="FirstRun">First run.</param>
/// <param name="LastRun">Last run, inclusive.</param>
/// <param name="Path">The file, below <c>conditions/</c> in the workspace.</param>
/// <param name="Sha256">Its hash, 64 lower-case hexadecimal digits.</param>
public sealed record ConditionsInterval(int FirstRun, int LastRun, string Path, string Sha256);
