using Fathom.Production.Campaigns;
using Fathom.Production.Jobs;
using Fathom.Production.Stores;

namespace Fathom.Production.State;

/// <summary>What a work, or a group of works, has changed and that is not committed yet.</summary>
internal sealed class LedgerChanges
{
    public readonly Dictionary<long, JobRecord> Jobs = [];
    public readonly Dictionary<(long Job, int Number), StoredAttempt> Attempts = [];
    public readonly Dictionary<long, InputChange> Inputs = [];
    public readonly Dictionary<long, StoredPilot> Pilots = [];
    public readonly List<NewJobs> Created = [];
    public readonly HashSet<long> Campaigns = [];
    public readonly List<long> Taken = [];

    public bool IsEmpty => Jobs.Count + Attempts.Count + Pilots.Count + Created.Count + Campaigns.Count == 0;

    public void Clear()
    {
        Jobs.Clear();
        Attempts.Clear();
        Inputs.Clear();
        Pilots.Clear();
        Created.Clear();
        Campaigns.Clear();
        Taken.Clear();
    }
}

/// <summary>A new state of a job's inputs within its transformation.</summary>
internal readonly record struct InputChange(long TransformationId, IReadOnlyList<long> Files, InputState State);

/// <summary>Jobs that were made together, one for each file.</summary>
internal sealed record NewJobs(long TransformationId, long FirstJob, IReadOnlyList<InputFile> Files, long Seq, long Created)
{
    public bool Has(long job) => job >= FirstJob && job < FirstJob + Files.Count;
}
