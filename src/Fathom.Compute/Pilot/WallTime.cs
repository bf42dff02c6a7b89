namespace Fathom.Compute.Pilot;

/// <summary>The wall time that a batch system leaves the pilot.</summary>
internal sealed class WallTime(TimeSpan? limit, TimeProvider time)
{
    /// <summary>Before the end, so that what runs is ended and given back in order.</summary>
    private static readonly TimeSpan Reserve = TimeSpan.FromSeconds(20);

    private readonly long began = time.GetTimestamp();

    /// <summary>What is left for payloads; null: there is no end.</summary>
    public TimeSpan? Left => limit is { } most ? most - Reserve - time.GetElapsedTime(began) : null;

    /// <summary>Cancels a source when nothing is left.</summary>
    public ITimer? EndWith(CancellationTokenSource end) => Left is { } left
        ? time.CreateTimer(_ => end.Cancel(), null, left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan)
        : null;
}
