using Fathom.Production.Protocol;

namespace Fathom.Twin.Faults;

/// <summary>What a pilot says about an attempt, or asks.</summary>
internal enum MessageKind
{
    Ask,
    Started,
    Uploaded,
    Failed,
}

/// <summary>A message on its way.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Request">Its request id.</param>
/// <param name="Pilot">Who says it.</param>
/// <param name="Fence">Of which attempt; null in a question.</param>
/// <param name="Path">Where its output is.</param>
internal sealed record Message(MessageKind Kind, string Request, long Pilot, LeaseReference? Fence, string Path = "");

/// <summary>What came back.</summary>
/// <param name="Taken">True where it was taken, accepted, or a job was given.</param>
/// <param name="Job">The job that was given.</param>
internal sealed record Reply(bool Taken, LeasedJob? Job)
{
    /// <summary>The same for the same answer.</summary>
    public string Text => Job is null ? $"{Taken}" : $"{Job.Fence.JobId}.{Job.Fence.Attempt}.{Job.Fence.Lease}";
}

/// <summary>A pilot between faults.</summary>
internal sealed class FaultyPilot(string host)
{
    public string Host => host;

    /// <summary>Its number; 0 before it is registered.</summary>
    public long Number { get; set; }

    /// <summary>The job that it believes to hold.</summary>
    public LeasedJob? Job { get; set; }

    /// <summary>True once it has told that its payload began.</summary>
    public bool Started { get; set; }

    /// <summary>A message without an answer yet: it is repeated.</summary>
    public Message? Pending { get; set; }

    /// <summary>It neither acts nor beats before this [s].</summary>
    public double FrozenUntil { get; set; }

    public void Forget() => (Number, Job, Started, Pending) = (0, null, false, null);
}
