using Fathom.Production.Jobs;

namespace Fathom.Production.Auditing;

/// <summary>An event as far as a fold needs it.</summary>
/// <param name="Seq">Its number.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="SubjectId">Its id; of events that make many jobs, the first's.</param>
/// <param name="Attempt">The attempt it is filed under.</param>
/// <param name="Kind">Name of the event.</param>
/// <param name="Job">What happened to a job, with its lease in <paramref name="Lease"/>; null where the event is not of a job's state, or cannot be read.</param>
/// <param name="Lease">The lease of an attempt's event.</param>
/// <param name="Body">The event, where it is not a job's.</param>
internal readonly record struct FoldEvent(
    long Seq, string Subject, long SubjectId, int? Attempt, string Kind, JobEvent? Job, UInt128 Lease, string? Body);
