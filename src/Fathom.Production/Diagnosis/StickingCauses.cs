namespace Fathom.Production.Diagnosis;

/// <summary>Losses that a living pilot reports and that follow the job to every host: its input, its memory, its place at the element.</summary>
/// <remarks>What the server infers from silence (LeaseExpired, PilotSilent, PilotDied, PilotEnded) speaks of the host, and so does what
/// a pilot says of its own machine (ScratchFailed, ScratchFull, PayloadNotStarted); a full or closed element is the element's. None of them is here.</remarks>
public static class StickingCauses
{
    private const string PayloadKilled = "PayloadKilled.";

    /// <summary>True where a retry elsewhere is likely to end by the same cause.</summary>
    public static bool Contains(string cause) =>
        cause is "InputDamaged" or "InputUnavailable" or "OutputPathRefused" or "StorageConflict"
        || cause.StartsWith(PayloadKilled, StringComparison.Ordinal);
}
