using Fathom.Production.Diagnosis;
using Fathom.Production.Protocol;

namespace Fathom.Production.Jobs;

/// <summary>Something that happened to a job. The ledger keeps these; every state is their fold.</summary>
public abstract record JobEvent;

/// <summary>The job was made for its inputs.</summary>
public sealed record JobCreated(long TransformationId, int? Run, int? Section, IReadOnlyList<long> Inputs) : JobEvent;

/// <summary>An event of one attempt, fenced by its number and lease.</summary>
public abstract record AttemptEvent(int Attempt, string Lease) : JobEvent;

/// <summary>A pilot got the job.</summary>
public sealed record JobLeased(int Attempt, string Lease, long PilotId, string Host, string Element, string Path)
    : AttemptEvent(Attempt, Lease);

/// <summary>The payload began.</summary>
public sealed record PayloadStarted(int Attempt, string Lease, int PayloadProcessId) : AttemptEvent(Attempt, Lease);

/// <summary>The outputs are uploaded; the answer to <paramref name="RequestId"/> is due after the server's check.</summary>
public sealed record OutputsUploaded(
    int Attempt, string Lease, IReadOnlyList<UploadedOutput> Outputs, ResourceUse Use, string Remark, string LogTail, string RequestId)
    : AttemptEvent(Attempt, Lease);

/// <summary>The server checked the outputs and took them into the catalogue.</summary>
public sealed record OutputsAccepted(int Attempt, string Lease, IReadOnlyList<long> Files) : AttemptEvent(Attempt, Lease);

/// <summary>The attempt ended without accepted outputs.</summary>
/// <param name="Attempt">Its number.</param>
/// <param name="Lease">Its lease.</param>
/// <param name="Outcome">Failed, Lost or Refused.</param>
/// <param name="Host">Where it ran.</param>
/// <param name="Evidence">What is known of it.</param>
/// <param name="Decision">What the recovery policy decided then.</param>
/// <param name="Verdict">What the rules said then: cause, rule and version of the table; null where they were not asked.</param>
public sealed record AttemptEnded(
    int Attempt, string Lease, AttemptState Outcome, string Host, FailureEvidence Evidence, RecoveryDecision Decision,
    Verdict? Verdict = null)
    : AttemptEvent(Attempt, Lease);

/// <summary>The job cannot run as it is (such as an input without replicas) and waits for a person.</summary>
public sealed record JobHeld(string Cause, string Detail) : JobEvent;

/// <summary>A person lets a held or killed job try again, with its counts at zero.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Allowance">What it may use from now on, where that was raised; null: as before.</param>
public sealed record JobRescheduled(string Reason, JobAllowance? Allowance = null) : JobEvent;

/// <summary>A person holds the job's inputs as problematic: it is not tried before they have looked at them.</summary>
public sealed record InputsHeld(string Reason) : JobEvent;

/// <summary>A person takes such a hold back: the job waits again where it waited, else it is held as before.</summary>
public sealed record InputsReleased(string Reason) : JobEvent;

/// <summary>A person ended the job.</summary>
public sealed record JobKilled(string Reason) : JobEvent;

/// <summary>The job's accepted output, or its input, was invalidated.</summary>
public sealed record JobInvalidated(string Reason) : JobEvent;
