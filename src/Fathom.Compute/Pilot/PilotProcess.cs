namespace Fathom.Compute.Pilot;

/// <summary>What `fathom pilot` runs: leases jobs one at a time and runs each in a payload process.</summary>
public sealed class PilotProcess(PilotOptions options, TimeProvider time, TextWriter log)
{
    /// <summary>Runs until drained, refused, or out of patience with the server; returns a <see cref="PilotExit"/>.</summary>
    /// <param name="drain">Cancelled: take no further job; finish the present one, then end.</param>
    /// <param name="stop">Cancelled: end the payload now and give the job back.</param>
    public Task<int> RunAsync(CancellationToken drain, CancellationToken stop) => throw new NotImplementedException($"{options}{time}{log}");
}
