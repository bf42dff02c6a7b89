using System.Runtime.InteropServices;

namespace Fathom.Compute.Pilot;

/// <summary>SIGTERM and SIGINT for a pilot: either drains, however often SIGTERM comes; a second SIGINT stops.</summary>
/// <remarks>Batch systems repeat SIGTERM where they cannot know that it arrived.</remarks>
public sealed class PilotSignals : IDisposable
{
    private readonly CancellationTokenSource drain = new();
    private readonly CancellationTokenSource stop = new();
    private readonly PosixSignalRegistration[] registrations;

    /// <summary>Takes the signals over from the runtime.</summary>
    public PilotSignals() => registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, Heed),
        PosixSignalRegistration.Create(PosixSignal.SIGINT, Heed),
    ];

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Drain => drain.Token;

    /// <summary>Cancelled by a second SIGINT.</summary>
    public CancellationToken Stop => stop.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var registration in registrations)
        {
            registration.Dispose();
        }
        drain.Dispose();
        stop.Dispose();
    }

    private void Heed(PosixSignalContext context)
    {
        context.Cancel = true;
        (drain.IsCancellationRequested && context.Signal == PosixSignal.SIGINT ? stop : drain).Cancel();
    }
}
