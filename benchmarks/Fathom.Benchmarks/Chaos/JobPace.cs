namespace Fathom.Benchmarks.Chaos;

/// <summary>How long jobs must take so that the last of them is still running when the last fault strikes, on however slow a machine.</summary>
internal sealed class JobPace(int jobs, int faults)
{
    private const double Shortest = 0.2, Longest = 4, Pilots = ServerProcess.Pilots;

    /// <summary>Until something is known.</summary>
    public TimeSpan First { get; } = TimeSpan.FromSeconds(1);

    /// <summary>After so many faults and closed jobs, in so long.</summary>
    public TimeSpan After(int struck, long closed, TimeSpan taken)
    {
        double left = taken.TotalSeconds / struck * (faults - struck);
        return TimeSpan.FromSeconds(Math.Clamp(Pilots * left / Math.Max(1, jobs - closed), Shortest, Longest));
    }
}
