using System.Runtime.InteropServices;

namespace Fathom.Compute.Pilot;

/// <summary>SIGTERM and SIGINT for a pilot: the first drains, a second stops.</summary>
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

    /// <summary>Cancelled by the second.</summary>
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
        (drain.IsCancellationRequested ? stop : drain).Cancel();
    }
}
