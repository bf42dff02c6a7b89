namespace Fathom.Production.Diagnosis;

/// <summary>When a job is offered again after its infrastructure failed: soon at first, then at growing, capped intervals.</summary>
/// <remarks>Doubling from <see cref="First"/> to <see cref="Longest"/>. A part of up to a quarter is taken off, by the job's id, so that
/// jobs that failed together do not return together. The same arguments always give the same delay.</remarks>
public static class Backoff
{
    /// <summary>Delay after the first loss in a row.</summary>
    public static readonly TimeSpan First = TimeSpan.FromSeconds(10);

    /// <summary>No delay is longer.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    private const int MostDoublings = 30, Parts = 1024;

    /// <summary>True where an action delays.</summary>
    public static bool Waits(RuleAction action) => action is RuleAction.RetryLater or RuleAction.BlameElement;

    /// <summary>Delay before the next attempt.</summary>
    /// <param name="action">What the rule advises: only waiting actions delay, all others give zero.</param>
    /// <param name="losses">Losses in a row, this one included; from 1.</param>
    /// <param name="jobId">Id of the job.</param>
    public static TimeSpan After(RuleAction action, int losses, long jobId)
    {
        if (!Waits(action))
        {
            return TimeSpan.Zero;
        }

        double doubled = First.TotalSeconds * Math.Pow(2, Math.Clamp(losses - 1, 0, MostDoublings));
        double whole = Math.Min(doubled, Longest.TotalSeconds);
        return TimeSpan.FromSeconds(whole * (1 - (Spread(jobId, losses) / 4)));
    }

    /// <summary>A number in [0, 1) from the job and the loss (Fibonacci hashing).</summary>
    private static double Spread(long jobId, int losses)
    {
        ulong mixed = unchecked(((ulong)jobId + ((ulong)losses << 32)) * 0x9E3779B97F4A7C15UL);
        return (mixed >> 40) % Parts / (double)Parts;
    }
}
