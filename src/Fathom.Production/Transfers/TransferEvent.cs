namespace Fathom.Production.Transfers;

/// <summary>Something that happened to a transfer.</summary>
public abstract record TransferEvent;

/// <summary>A file is to be copied to an element.</summary>
public sealed record TransferQueued(long FileId, string Destination) : TransferEvent;

/// <summary>An event of one attempt, fenced by its number and lease.</summary>
public abstract record TransferAttemptEvent(int Attempt, string Lease) : TransferEvent;

/// <summary>An attempt began.</summary>
public sealed record TransferLeased(int Attempt, string Lease, string Path) : TransferAttemptEvent(Attempt, Lease);

/// <summary>The copy is checked and registered.</summary>
public sealed record TransferAccepted(int Attempt, string Lease, long ReplicaId) : TransferAttemptEvent(Attempt, Lease);

/// <summary>The copy failed; final where it is not tried again.</summary>
public sealed record TransferFailed(int Attempt, string Lease, string Cause, string Detail, bool Final) : TransferAttemptEvent(Attempt, Lease);

/// <summary>The server ended under the attempt; it is tried again and not counted.</summary>
public sealed record TransferLost(int Attempt, string Lease, string Reason) : TransferAttemptEvent(Attempt, Lease);

/// <summary>A person lets a failed transfer try again.</summary>
public sealed record TransferRetried(string Reason) : TransferEvent;

/// <summary>The transfer is not wanted any more: its file was invalidated.</summary>
public sealed record TransferCancelled(string Reason) : TransferEvent;
