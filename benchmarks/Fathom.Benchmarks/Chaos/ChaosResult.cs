namespace Fathom.Benchmarks.Chaos;

/// <summary>What a campaign under faults came to.</summary>
/// <param name="Setting">Database and engine.</param>
/// <param name="Struck">Faults by kind.</param>
/// <param name="Wanted">Faults that were asked for, by kind.</param>
/// <param name="Late">Faults that struck when every job was done already.</param>
/// <param name="Ended">Whether the campaign ended by itself.</param>
/// <param name="Jobs">Jobs that were made.</param>
/// <param name="States">Jobs by state at the end.</param>
/// <param name="Defects">Ends of servers that no fault explains.</param>
/// <param name="Audit">What the audit found at the end, by its words.</param>
/// <param name="Seconds">Wall time [s].</param>
internal sealed record ChaosResult(
    ChaosSetting Setting, IReadOnlyDictionary<string, int> Struck, IReadOnlyDictionary<string, int> Wanted, int Late, bool Ended, int Jobs,
    IReadOnlyDictionary<string, long> States, int Defects, IReadOnlyDictionary<string, long> Audit, double Seconds)
{
    /// <summary>The figures that tell whether the laws held.</summary>
    public IEnumerable<Figure> Laws() =>
    [
        Figure("campaign ended by itself", Ended ? 1 : 0, "", 1, Bound.AtLeast),
        Figure("faults after the last job", Late, "faults", 0),
        Figure("jobs done", States.GetValueOrDefault("Done"), "jobs", Jobs, Bound.AtLeast),
        Figure("jobs held", States.GetValueOrDefault("Held"), "jobs", 0),
        Figure("servers ended by a defect", Defects, "", 0),
        .. Audit.Select(found => Figure($"audit: {found.Key}", found.Value, "", 0)),
        Figure("wall time", Seconds, "s"),
    ];

    /// <summary>Faults by kind, as figures.</summary>
    public IEnumerable<Figure> Faults() => Wanted.Select(kind => Figure(kind.Key, Struck.GetValueOrDefault(kind.Key), "faults", kind.Value, Bound.AtLeast));

    private Figure Figure(string name, double value, string unit, double? target = null, Bound bound = Bound.AtMost) =>
        new($"{Setting.Name}: {name}", value, unit, target, bound);
}
