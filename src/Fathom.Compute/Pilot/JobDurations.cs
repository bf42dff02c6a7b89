using Fathom.Production.Protocol;

namespace Fathom.Compute.Pilot;

/// <summary>What jobs of a kind took lately.</summary>
/// <param name="Seconds">In the mean [s].</param>
/// <param name="Deviation">How far from that they were, in the mean [s].</param>
internal readonly record struct TypicalDuration(double Seconds, double Deviation);

/// <summary>How long jobs of a kind have taken this pilot: what it expects of the next.</summary>
/// <remarks>Moving means of durations and of their deviation, as round-trip times are foretold (V. Jacobson, Congestion Avoidance and
/// Control, SIGCOMM 1988, appendix A).</remarks>
internal sealed class JobDurations
{
    /// <summary>Weight of the newest: five jobs make the average.</summary>
    private const double Weight = 0.2;

    /// <summary>So many deviations above the mean hardly any job lies.</summary>
    private const double Deviations = 3;

    /// <summary>Jobs that were all alike may differ by this yet [s].</summary>
    private const double Slack = 1;

    private readonly Lock gate = new();
    private readonly Dictionary<string, TypicalDuration> kinds = new(StringComparer.Ordinal);

    /// <summary>The kind of a job: its step and where its outputs go, which is campaign and tier.</summary>
    public static string KindOf(LeasedJob job)
    {
        var folders = job.OutputPath.Split('/', 3);
        return folders.Length > 1 ? $"{job.Step} {folders[0]}/{folders[1]}" : job.Step;
    }

    /// <summary>Notes that a job of the kind took so long.</summary>
    public void Note(string kind, TimeSpan taken)
    {
        lock (gate)
        {
            kinds[kind] = kinds.TryGetValue(kind, out var before) ? Next(before, taken.TotalSeconds) : First(taken.TotalSeconds);
        }
    }

    /// <summary>What jobs of the kind took lately; null where none has ended yet.</summary>
    public TypicalDuration? Typical(string kind)
    {
        lock (gate)
        {
            return kinds.TryGetValue(kind, out var typical) ? typical : null;
        }
    }

    /// <summary>What a job needs at most after so long, by what its kind took; null where nobody knows: jobs of its kind differ by more
    /// than <see cref="LeasePlan.Horizon"/>, or it takes longer than any before.</summary>
    public static TimeSpan? Left(TypicalDuration? typical, TimeSpan elapsed)
    {
        if (typical is not { } usual)
        {
            return null;
        }
        var spread = (Deviations * usual.Deviation) + Slack;
        var left = TimeSpan.FromSeconds(usual.Seconds + spread) - elapsed;
        return spread <= LeasePlan.Horizon.TotalSeconds && left > TimeSpan.Zero ? left : null;
    }

    // One job tells little of how far the next ones are from it.
    private static TypicalDuration First(double seconds) => new(seconds, seconds / 2);

    private static TypicalDuration Next(TypicalDuration before, double seconds)
    {
        var off = seconds - before.Seconds;
        return new TypicalDuration(before.Seconds + (Weight * off), before.Deviation + (Weight * (Math.Abs(off) - before.Deviation)));
    }
}
