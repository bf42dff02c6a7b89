using Fathom.Production.Diagnosis;

namespace Fathom.Production.Protocol;

/// <summary>What a pilot says of itself when it comes up.</summary>
/// <param name="Engine">The engine that started it.</param>
/// <param name="Site">Site that it runs at.</param>
/// <param name="Host">Its machine.</param>
/// <param name="ProcessId">Its process there.</param>
/// <param name="Software">Version of its software.</param>
/// <param name="Slots">Payloads that it runs at a time.</param>
/// <param name="CpuFactor">Speed of one core of its machine, 1 for the reference core; 0: not measured.</param>
/// <param name="RenewsToken">True where it takes a token that expires, and renews it by its heartbeats.</param>
public sealed record PilotRegistration(
    string Engine, string Site, string Host, int ProcessId, string Software, int Slots = 1, double CpuFactor = 0, bool RenewsToken = false);

/// <summary>The answer to a registration: who the pilot is from now on.</summary>
/// <param name="PilotId">Number of the pilot.</param>
/// <param name="Token">Bearer token, valid for this pilot alone.</param>
/// <param name="HeartbeatSeconds">Interval of its heartbeats [s].</param>
/// <param name="LeaseSeconds">A lease without a heartbeat ends after this [s].</param>
public sealed record PilotWelcome(long PilotId, string Token, double HeartbeatSeconds, double LeaseSeconds);

/// <summary>The fence of an attempt: the server accepts nothing for it under another number or lease.</summary>
public sealed record LeaseReference(long JobId, int Attempt, string Lease);

/// <summary>Answer to a request for work: jobs, or when to ask again.</summary>
/// <param name="Job">The job, where no count was asked for.</param>
/// <param name="RetryAfterSeconds">Where there is none: when to ask again [s].</param>
/// <param name="Drain">True: take no further job, and end.</param>
/// <param name="Jobs">The jobs, where a count was asked for (<see cref="LeaseRequest.Count"/>); else null.</param>
public sealed record LeaseReply(LeasedJob? Job, double RetryAfterSeconds, bool Drain, IReadOnlyList<LeasedJob>? Jobs = null);

/// <summary>One attempt as the pilot gets it.</summary>
/// <param name="Fence">Job, attempt number and lease id.</param>
/// <param name="Step">Name of the payload step.</param>
/// <param name="Inputs">Files to read.</param>
/// <param name="OutputElement">Storage element that receives the outputs.</param>
/// <param name="OutputPath">Folder at the element that belongs to this attempt alone.</param>
/// <param name="Conditions">Constants for the run, or null where the step needs none.</param>
/// <param name="Parameters">The transformation's parameters.</param>
/// <param name="OutputToken">Allows to create files below <paramref name="OutputPath"/> through the server, and nothing else. For the
/// pilot alone: no payload sees it. Null from a server of the version before.</param>
public sealed record LeasedJob(
    LeaseReference Fence,
    string Step,
    IReadOnlyList<LeasedInput> Inputs,
    StorageElementAddress OutputElement,
    string OutputPath,
    ConditionsReference? Conditions,
    IReadOnlyDictionary<string, string> Parameters,
    string? OutputToken = null);

/// <summary>A file as the server has written it at a storage element; not durable yet.</summary>
/// <param name="Size">Bytes.</param>
/// <param name="Adler32">Checksum of the bytes as they passed by.</param>
public sealed record CreatedOutput(long Size, string Adler32);

/// <summary>An input file with the replicas it can be read from, best first.</summary>
/// <param name="Lfn">Logical name.</param>
/// <param name="Tier">Tier.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Adler32">Eight lower-case hexadecimal digits.</param>
/// <param name="Replicas">Where it lies.</param>
/// <param name="BytesPerSecond">What was granted: it is read once, no faster than this [byte/s], one of the job's inputs after another.
/// Null: the element has no ceiling, or the server is of the version before.</param>
public sealed record LeasedInput(
    string Lfn, string Tier, long Size, string Adler32, IReadOnlyList<ReplicaAddress> Replicas, double? BytesPerSecond = null);

/// <summary>Where a copy lies: the element and the physical path below its root.</summary>
public sealed record ReplicaAddress(StorageElementAddress Element, string Path);

/// <summary>How to reach a storage element.</summary>
/// <param name="Name">Its name in the catalogue.</param>
/// <param name="Kind">"folder".</param>
/// <param name="Root">For a folder: its absolute path.</param>
/// <param name="Marked">Its mark is in the folder; false from a server of the version before.</param>
public sealed record StorageElementAddress(string Name, string Kind, string Root, bool Marked = false);

/// <summary>A file of calibration constants, checked by its hash before use.</summary>
public sealed record ConditionsReference(string Tag, string Path, string Sha256);

/// <summary>The payload of an attempt began.</summary>
/// <param name="Fence">The attempt.</param>
/// <param name="PayloadProcessId">Its process.</param>
/// <param name="ReadSeconds">How long the pilot took to bring all of its inputs to the node, so that nothing of it is read from the
/// elements any more [s]; null where it reads in place.</param>
public sealed record AttemptStarted(LeaseReference Fence, int PayloadProcessId, double? ReadSeconds = null);

/// <summary>A sign of life; names every lease that the pilot still holds.</summary>
/// <param name="Leases">The leases.</param>
/// <param name="Peeks">Last lines of the payloads that the server asked for.</param>
public sealed record Heartbeat(IReadOnlyList<LeaseReference> Leases, IReadOnlyList<PeekedLog>? Peeks = null);

/// <summary>Last lines of a payload that runs, and what it uses.</summary>
/// <param name="Fence">The attempt.</param>
/// <param name="LogTail">Last lines of its log, at most 16 KiB.</param>
/// <param name="WallSeconds">Time it has run [s].</param>
/// <param name="CpuSeconds">CPU when it was last looked at [s].</param>
/// <param name="MemoryBytes">Resident memory when it was last looked at [byte].</param>
public sealed record PeekedLog(LeaseReference Fence, string LogTail, double WallSeconds, double CpuSeconds, long MemoryBytes);

/// <summary>Leases that the server no longer honours: end their payload.</summary>
/// <param name="Revoked">The leases.</param>
/// <param name="Drain">True: take no further job, and end.</param>
/// <param name="Peek">Attempts whose last lines the next heartbeat should bring.</param>
/// <param name="Token">The pilot's next token, where its present one needs renewal.</param>
public sealed record HeartbeatReply(
    IReadOnlyList<LeaseReference> Revoked, bool Drain, IReadOnlyList<LeaseReference>? Peek = null, string? Token = null);

/// <summary>All outputs of an attempt are uploaded; the server may check and accept them.</summary>
/// <param name="Fence">The attempt.</param>
/// <param name="Outputs">Every output of it.</param>
/// <param name="Use">Resources used.</param>
/// <param name="Remark">Empty, or what a person should know, such as damage of the input.</param>
/// <param name="LogTail">Last lines of the payload's log, at most 16 KiB.</param>
public sealed record AttemptUploaded(
    LeaseReference Fence, IReadOnlyList<UploadedOutput> Outputs, ResourceUse Use, string Remark, string LogTail);

/// <summary>One uploaded file.</summary>
/// <param name="Kind">Output kind, the tier of the file.</param>
/// <param name="Lfn">Logical name it gets when accepted.</param>
/// <param name="Path">Physical path below the element's root, inside the attempt's own folder.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Adler32">Eight lower-case hexadecimal digits.</param>
/// <param name="Events">Number of events in it.</param>
/// <param name="Metadata">Further facts as JSON object text (livetimeNs, deadTimeNs, ibdPairs, damage, …).</param>
public sealed record UploadedOutput(string Kind, string Lfn, string Path, long Size, string Adler32, long Events, string Metadata);

/// <summary>The server's word on an upload.</summary>
public sealed record AcceptanceReply(bool Accepted, string Reason);

/// <summary>An attempt ended without outputs.</summary>
public sealed record AttemptFailed(LeaseReference Fence, FailureEvidence Evidence);

/// <summary>What is known of a failure.</summary>
/// <param name="Origin">Whose failure it was.</param>
/// <param name="Cause">Normalised cause, the same text for the same root (such as "RawFileTruncated").</param>
/// <param name="Detail">The message, with file, offset, expected and found.</param>
/// <param name="ExitCode">Exit code of the payload, if it ended itself.</param>
/// <param name="Signal">Signal that ended it, if one did.</param>
/// <param name="LogTail">Last lines of its log, at most 16 KiB.</param>
/// <param name="Use">Resources used.</param>
/// <param name="Element">Storage element that failed: that of an input that could not be read, of an output that could not be written;
/// null where none is known to have failed.</param>
/// <param name="Limits">What the payload was allowed to use; null from a pilot of the version before, or where it never ran.</param>
public sealed record FailureEvidence(
    FailureOrigin Origin, string Cause, string Detail, int? ExitCode, int? Signal, string LogTail, ResourceUse Use, string? Element = null,
    ResourceLimits? Limits = null);

/// <summary>Whose failure: only the payload's own count towards its three retries.</summary>
public enum FailureOrigin { Payload, Infrastructure }

/// <summary>Resources used by an attempt.</summary>
/// <param name="CpuSeconds">User and system time [s].</param>
/// <param name="WallSeconds">Wall time of the slot: of the payload, and of bringing its inputs to the node [s].</param>
/// <param name="MaxRssBytes">Peak resident memory [byte].</param>
/// <param name="CpuFactor">Speed of the node by the pilot's benchmark, 1 for the reference node: normalised CPU time is CPU time × this.</param>
/// <param name="BytesRead">Bytes read from storage, 0 where not measured.</param>
/// <param name="BytesWritten">Bytes written to storage, 0 where not measured; the sizes of accepted outputs are known without it.</param>
public sealed record ResourceUse(
    double CpuSeconds, double WallSeconds, long MaxRssBytes, double CpuFactor = 1, long BytesRead = 0, long BytesWritten = 0);
