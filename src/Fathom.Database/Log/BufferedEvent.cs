namespace Fathom.Database.Log;

/// <summary>An event that waits for the end of its group.</summary>
internal readonly record struct BufferedEvent(
    long Seq, long UtcMilliseconds, string Subject, long SubjectId, int? Attempt, string Kind, string Actor, string Body, long Previous);
