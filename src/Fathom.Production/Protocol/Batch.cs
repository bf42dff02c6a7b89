namespace Fathom.Production.Protocol;

/// <summary>Asks for work.</summary>
/// <param name="Count">Jobs wanted, 1 to 8; null for the single job of older pilots (<see cref="LeaseReply.Job"/>).</param>
/// <param name="RemainingSeconds">Wall time that the pilot has left [s]: jobs that would outlast it are not for it. Null: no end.</param>
public sealed record LeaseRequest(int? Count = null, double? RemainingSeconds = null);

/// <summary>What a pilot says together, in its order. The events stand or fall one by one.</summary>
/// <param name="Events">1 to 8 events.</param>
public sealed record PilotEvents(IReadOnlyList<PilotEvent> Events)
{
    /// <summary>Most events of one request.</summary>
    public const int Most = 8;
}

/// <summary>One event of a pilot: exactly one of the three.</summary>
/// <param name="Started">The payload of an attempt began.</param>
/// <param name="Failed">An attempt ended without outputs.</param>
/// <param name="Uploaded">The outputs of an attempt are uploaded.</param>
public sealed record PilotEvent(AttemptStarted? Started = null, AttemptFailed? Failed = null, AttemptUploaded? Uploaded = null)
{
    /// <summary>True where exactly one is given.</summary>
    public bool IsSound => (Started is null ? 0 : 1) + (Failed is null ? 0 : 1) + (Uploaded is null ? 0 : 1) == 1;
}

/// <summary>The answers, one for each event, in the same order: accepted where the fence held (and outputs were accepted), else why not.</summary>
public sealed record PilotEventsReply(IReadOnlyList<AcceptanceReply> Answers);
