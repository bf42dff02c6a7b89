namespace Fathom.Vo.Uws;

/// <summary>What jobs may take; the limits are declared in the service's capabilities.</summary>
public sealed record UwsLimits
{
    /// <summary>How long a job may run where it does not say so [s]. Default 10 min.</summary>
    public int ExecutionSeconds { get; init; } = 600;

    /// <summary>How long it may ask to run [s]. Default 2 h.</summary>
    public int LongestExecutionSeconds { get; init; } = 7200;

    /// <summary>How long it is kept where it does not say so. Default 2 days.</summary>
    public TimeSpan Retention { get; init; } = TimeSpan.FromDays(2);

    /// <summary>How long it may ask to be kept. Default 14 days.</summary>
    public TimeSpan LongestRetention { get; init; } = TimeSpan.FromDays(14);

    /// <summary>Jobs of one owner. Default 1,000.</summary>
    public int JobsOfAnOwner { get; init; } = 1000;

    /// <summary>Jobs of all. Default 20,000.</summary>
    public int Jobs { get; init; } = 20_000;

    /// <summary>Bytes of uploads and results of one owner's jobs, beyond which no more are made. Default 50 GB.</summary>
    public long BytesOfAnOwner { get; init; } = 50_000_000_000;

    /// <summary>Jobs that run at once. Default 2.</summary>
    public int AtOnce { get; init; } = 2;

    /// <summary>How long a request waits for a change at most. Default 10 min.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Parameters of a job, and characters of one. Default 100; 1 MiB.</summary>
    public (int Parameters, int Characters) Size { get; init; } = (100, 1 << 20);
}
