using Fathom.Production.Protocol;

namespace Fathom.Compute.Pilot;

/// <summary>How long jobs of a kind have taken this pilot: what it expects of the next.</summary>
internal sealed class JobDurations
{
    /// <summary>Weight of the newest: five jobs make the average.</summary>
    private const double Weight = 0.2;

    private readonly Lock gate = new();
    private readonly Dictionary<string, double> seconds = new(StringComparer.Ordinal);

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
            seconds[kind] = seconds.TryGetValue(kind, out var before)
                ? before + (Weight * (taken.TotalSeconds - before))
                : taken.TotalSeconds;
        }
    }

    /// <summary>What jobs of the kind took lately [s]; null where none has ended yet.</summary>
    public double? Typical(string kind)
    {
        lock (gate)
        {
            return seconds.TryGetValue(kind, out var typical) ? typical : null;
        }
    }

    /// <summary>What a job still needs after so long, where its kind takes so many seconds; null where nobody knows, or it takes longer than ever.</summary>
    public static TimeSpan? Left(double? typical, TimeSpan elapsed) => typical is { } usual && elapsed.TotalSeconds < (2 * usual) + 1
        ? TimeSpan.FromSeconds(Math.Max(0.001, usual - elapsed.TotalSeconds))
        : null;
}
