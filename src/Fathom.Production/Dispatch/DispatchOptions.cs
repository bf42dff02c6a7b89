namespace Fathom.Production.Dispatch;

/// <summary>How jobs are given out.</summary>
public sealed class DispatchOptions
{
    /// <summary>Used slot time counts half after this, in the comparison of shares. Default 24 h.</summary>
    public TimeSpan ShareHalfLife { get; init; } = TimeSpan.FromHours(24);

    /// <summary>A job is given to a pilot only where this quantile of its duration fits the remaining wall time. Default 0.95.</summary>
    public double WallTimeQuantile { get; init; } = 0.95;

    /// <summary>The starts of a herd are spread over this part of a job's expected duration, so that equal jobs do not end together. Default 0.05.</summary>
    public double StartSpread { get; init; } = 0.05;

    /// <summary>Starts that may come at once in spite of the spread. Default 32.</summary>
    public int StartBurst { get; init; } = 32;

    /// <summary>A job's input is read within this part of its expected duration, where the element is loaded: with half, a read that failed
    /// and is begun anew is through when the job is. Default 0.5.</summary>
    public double ReadWithin { get; init; } = 0.5;

    /// <summary>The shortest jobs are kept for the end: as many as together last this part of the mean job on every slot that runs. What
    /// ends a campaign is then short, and so is its repetition where it fails. Default 0.2; 0: none.</summary>
    public double KeptForTheEnd { get; init; } = 0.2;

    /// <summary>A job is not kept for the end for longer than this, so that it does not wait for ever where others keep coming. Default 24 h.</summary>
    public TimeSpan LongestKept { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How early the longest jobs are given before their turn: once what is left lasts less than this times their duration, and
    /// more for jobs longer than the mean, so that one that fails late can be done again before the end. Default 1.5.</summary>
    public double LongestFirst { get; init; } = 1.5;

    /// <summary>No read is granted more than this [byte/s]. Default 100 MB/s.</summary>
    public double FastestRead { get; init; } = 100e6;

    /// <summary>A job avoids hosts that it was lost on for this long, where there are others. Default 10 min.</summary>
    public TimeSpan AvoidHostsFor { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Losses up to which a job that comes back stands before fresh ones; beyond, it stands behind all. Default 2.</summary>
    public int LossesBeforeLast { get; init; } = 2;

    /// <summary>What a pilot that gets nothing waits at least. Default 0.5 s.</summary>
    public TimeSpan ShortestWait { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>What a pilot that gets nothing waits at most. Default 60 s.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(ShareHalfLife, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(WallTimeQuantile, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(WallTimeQuantile, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(StartSpread);
        ArgumentOutOfRangeException.ThrowIfLessThan(StartBurst, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(ReadWithin, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ReadWithin, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(KeptForTheEnd);
        ArgumentOutOfRangeException.ThrowIfLessThan(LongestKept, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfNegative(LongestFirst);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(FastestRead, 0);
        ArgumentOutOfRangeException.ThrowIfLessThan(LongestWait, ShortestWait);
    }
}
