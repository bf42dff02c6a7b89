using Fathom.Production.Monitor;

namespace Fathom.Production.Jobs;

/// <summary>A job as the ledger's verbs see it, from memory. Never changed: a change is a new record.</summary>
/// <param name="Id">Its id, from 1 and dense.</param>
/// <param name="Row">Its row in the job table, as it is committed.</param>
/// <param name="Snapshot">What the state machine knows. The lease of an attempt that is closed is not kept.</param>
/// <param name="Live">Its live attempt, or null.</param>
/// <param name="StickingLosses">Losses by causes that stick to the job, since it was made or rescheduled.</param>
/// <param name="LastEvent">Sequence number of its latest event.</param>
/// <param name="Inputs">All its inputs.</param>
/// <param name="LatestHost">Host of its latest attempt.</param>
/// <param name="Site">Site of its latest attempt.</param>
public sealed record JobRecord(
    long Id, JobEntry Row, JobSnapshot Snapshot, LiveAttempt? Live, int StickingLosses, long LastEvent, IReadOnlyList<long> Inputs,
    string LatestHost = "", string Site = "")
{
    /// <summary>Its transformation.</summary>
    public long TransformationId => Row.Transformation;

    /// <summary>Run of its inputs, where they are of one.</summary>
    public int? Run => Row.Run;

    /// <summary>Section of its input, where it has one.</summary>
    public int? Section => Row.Section;

    /// <summary>The pilot of its live attempt, 0 where none is live.</summary>
    public long PilotId => Live?.PilotId ?? 0;

    /// <summary>The host of its live attempt, empty where none is live.</summary>
    public string Host => Live?.Host ?? "";
}
