using Fathom.Production.Campaigns;
using Fathom.Production.Jobs;

namespace Fathom.Production.Stores;

/// <summary>What a <see cref="MemoryLedgerStore"/> has made durable: it survives the crash of the ledger over it.</summary>
public sealed class MemoryImage
{
    /// <summary>Jobs; the one of id n at place n − 1.</summary>
    public IList<JobRecord> Jobs { get; } = [];

    /// <summary>Attempts by job and number.</summary>
    public IDictionary<(long Job, int Number), StoredAttempt> Attempts { get; } = new Dictionary<(long Job, int Number), StoredAttempt>();

    /// <summary>Pilots by number.</summary>
    public IDictionary<long, StoredPilot> Pilots { get; } = new Dictionary<long, StoredPilot>();

    /// <summary>Requests by id.</summary>
    public IDictionary<string, StoredRequest> Requests { get; } = new Dictionary<string, StoredRequest>(StringComparer.Ordinal);

    /// <summary>Inputs of transformations.</summary>
    public IDictionary<(long Transformation, long File), (InputState State, long Job)> Inputs { get; } =
        new Dictionary<(long Transformation, long File), (InputState State, long Job)>();

    /// <summary>Accepted outputs: file by transformation, input and kind.</summary>
    public IDictionary<(long Transformation, long Input, string Kind), long> Accepted { get; } =
        new Dictionary<(long Transformation, long Input, string Kind), long>();

    /// <summary>Logical names that are taken.</summary>
    public ISet<string> Names { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Bytes of the inputs of jobs, where they are known.</summary>
    public IDictionary<long, double> Sizes { get; } = new Dictionary<long, double>();

    /// <summary>What jobs may use beyond their transformation's limits, where they were given more.</summary>
    public IDictionary<long, JobAllowance> Allowances { get; } = new Dictionary<long, JobAllowance>();

    /// <summary>What accepted attempts took, by transformation.</summary>
    public IDictionary<long, Forecast.StepPace> Paces { get; } = new Dictionary<long, Forecast.StepPace>();

    /// <summary>The events, in their order.</summary>
    public IList<MemoryEvent> Events { get; } = [];

    /// <summary>Number of the newest event, also where events are not kept.</summary>
    public long LastEvent { get; internal set; }

    /// <summary>Highest id of a file.</summary>
    public long LastFile { get; internal set; }
}

/// <summary>An event in memory.</summary>
public sealed record MemoryEvent(
    long Seq, long Epoch, string Utc, string Subject, long SubjectId, int? Attempt, string Kind, string Actor, string Body, long Previous);
