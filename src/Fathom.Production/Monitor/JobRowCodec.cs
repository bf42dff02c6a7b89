using Fathom.Production.Jobs;

namespace Fathom.Production.Monitor;

/// <summary>Between a <see cref="JobEntry"/> and the columns of a chunk.</summary>
internal static class JobRowCodec
{
    public static JobEntry Read(JobChunk chunk, int row) => new()
    {
        State = (JobState)chunk.State[row],
        AttemptState = chunk.AttemptState[row] == JobChunk.NoAttempt ? null : (AttemptState)chunk.AttemptState[row],
        Minor = chunk.Minor[row],
        Application = chunk.Application[row],
        Cause = chunk.Cause[row],
        Site = chunk.Site[row],
        Host = chunk.Host[row],
        Owner = chunk.Owner[row],
        Transformation = chunk.Transformation[row],
        Run = NumberOrNull(chunk.Run[row]),
        Section = NumberOrNull(chunk.Section[row]),
        Attempt = chunk.Attempt[row],
        PayloadFailures = chunk.PayloadFailures[row],
        InfrastructureLosses = chunk.InfrastructureLosses[row],
        FirstInput = chunk.FirstInput[row],
        Created = chunk.Created[row],
        Updated = chunk.Updated[row],
        LastEvent = chunk.LastEvent[row],
        Priority = chunk.Priority[row],
    };

    /// <summary>Writes a row, or nothing where a value does not fit its column.</summary>
    /// <exception cref="OverflowException">A value does not fit: the job can not be held in memory.</exception>
    public static void Write(JobChunk chunk, int row, in JobEntry job)
    {
        // All that can overflow comes first: a row is written whole or not at all.
        ushort minor = checked((ushort)job.Minor), cause = checked((ushort)job.Cause), site = checked((ushort)job.Site), owner = checked((ushort)job.Owner);
        ushort attempt = checked((ushort)job.Attempt), failures = checked((ushort)job.PayloadFailures), losses = checked((ushort)job.InfrastructureLosses);
        int transformation = checked((int)job.Transformation);
        uint input = checked((uint)job.FirstInput);
        chunk.State[row] = (byte)job.State;
        chunk.AttemptState[row] = job.AttemptState is { } state ? (byte)state : JobChunk.NoAttempt;
        chunk.Minor[row] = minor;
        chunk.Application[row] = job.Application;
        chunk.Cause[row] = cause;
        chunk.Site[row] = site;
        chunk.Host[row] = job.Host;
        chunk.Owner[row] = owner;
        chunk.Transformation[row] = transformation;
        chunk.Run[row] = job.Run ?? JobChunk.NoNumber;
        chunk.Section[row] = job.Section ?? JobChunk.NoNumber;
        chunk.Attempt[row] = attempt;
        chunk.PayloadFailures[row] = failures;
        chunk.InfrastructureLosses[row] = losses;
        chunk.FirstInput[row] = input;
        chunk.Created[row] = job.Created;
        chunk.Updated[row] = job.Updated;
        chunk.LastEvent[row] = job.LastEvent;
        chunk.Priority[row] = job.Priority;
        Widen(chunk, row, job);
    }

    private static void Widen(JobChunk chunk, int row, in JobEntry job)
    {
        chunk.RunBounds = chunk.RunBounds.With(chunk.Run[row]);
        chunk.SectionBounds = chunk.SectionBounds.With(chunk.Section[row]);
        chunk.AttemptBounds = chunk.AttemptBounds.With(job.Attempt);
        chunk.PayloadFailuresBounds = chunk.PayloadFailuresBounds.With(job.PayloadFailures);
        chunk.InfrastructureLossesBounds = chunk.InfrastructureLossesBounds.With(job.InfrastructureLosses);
        chunk.PriorityBounds = chunk.PriorityBounds.With(job.Priority);
        chunk.CreatedBounds = chunk.CreatedBounds.With(job.Created);
        chunk.UpdatedBounds = chunk.UpdatedBounds.With(job.Updated);
        chunk.LastEventBounds = chunk.LastEventBounds.With(job.LastEvent);
    }

    private static int? NumberOrNull(int value) => value == JobChunk.NoNumber ? null : value;
}
