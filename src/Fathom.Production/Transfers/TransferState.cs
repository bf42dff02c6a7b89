namespace Fathom.Production.Transfers;

/// <summary>States of a transfer.</summary>
public enum TransferState
{
    /// <summary>May be leased.</summary>
    Queued,

    /// <summary>An attempt copies.</summary>
    Copying,

    /// <summary>The copy is checked and registered.</summary>
    Done,

    /// <summary>Given up, with a cause.</summary>
    Failed,
}

/// <summary>A transfer and its latest attempt: what the state machine knows.</summary>
/// <param name="State">Its state.</param>
/// <param name="Attempt">Number of the latest attempt, 0 before the first.</param>
/// <param name="Lease">Its lease id; empty where no attempt is live.</param>
/// <param name="Path">Its physical path at the destination.</param>
/// <param name="Failures">Copies that failed; those lost with the server do not count.</param>
/// <param name="Cause">Normalised cause of the latest failure.</param>
/// <param name="CauseDetail">Its message.</param>
public sealed record TransferSnapshot(
    TransferState State, int Attempt, string Lease, string Path, int Failures, string Cause, string CauseDetail)
{
    /// <summary>A transfer that was just queued.</summary>
    public static TransferSnapshot New { get; } = new(TransferState.Queued, 0, "", "", 0, "", "");
}
