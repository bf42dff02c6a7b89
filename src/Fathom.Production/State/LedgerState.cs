using System.Collections.Concurrent;
using Fathom.Production.Dispatch;
using Fathom.Production.Jobs;
using Fathom.Production.Monitor;
using Fathom.Production.Stores;

namespace Fathom.Production.State;

/// <summary>The state of all jobs and pilots in memory, for the writer's thread: what is committed, and over it what the present
/// group and the present work have changed.</summary>
/// <remarks>A work that throws leaves nothing, and so does a group whose commit failed. Other threads read <see cref="Table"/>,
/// which changes only after a commit.</remarks>
internal sealed partial class LedgerState
{
    private readonly IWaitingJobs _waiting;
    private readonly TimeProvider _time;
    private readonly JobSizes _sizes = new();
    private readonly ConcurrentDictionary<long, LiveAttempt> _live = new();
    private readonly Dictionary<long, int> _sticking = [];
    private readonly LedgerChanges _group = new();
    private readonly LedgerChanges _work = new();
    private readonly Dictionary<long, long> _opened = [];

    /// <summary>Makes a state without jobs.</summary>
    public LedgerState(IWaitingJobs waiting, TimeProvider time)
    {
        (_waiting, _time, Paces) = (waiting, time, new PaceBook(_sizes));
        waiting.Follow(_sizes);
    }

    /// <summary>What accepted attempts took.</summary>
    public PaceBook Paces { get; }

    /// <summary>Jobs that wait.</summary>
    public IWaitingJobs Waiting => _waiting;

    /// <summary>All committed jobs.</summary>
    public JobTable Table { get; private set; } = new();

    /// <summary>Pilots that are alive, and the highest number given.</summary>
    public PilotTable Pilots { get; } = new();

    /// <summary>Number of live attempts that are committed.</summary>
    public int LiveAttempts => _live.Count;

    /// <summary>The committed live attempt of a job, or null. Any thread.</summary>
    public LiveAttempt? FindLive(long job) => _live.GetValueOrDefault(job);

    /// <summary>Live attempts that are committed. Any thread.</summary>
    public IEnumerable<(long Job, LiveAttempt Attempt)> Live => _live.Select(live => (live.Key, live.Value));

    /// <summary>The job of an id, or null.</summary>
    public JobRecord? Find(long id) =>
        _work.Jobs.TryGetValue(id, out JobRecord? job) || _group.Jobs.TryGetValue(id, out job) ? job
        : Table.Has(id) ? Committed(id)
        : Created(_group, id) ?? Created(_work, id);

    /// <summary>The pilot of a number that is alive, or null.</summary>
    public StoredPilot? FindPilot(long id) =>
        (_work.Pilots.TryGetValue(id, out StoredPilot? pilot) || _group.Pilots.TryGetValue(id, out pilot) ? pilot : Pilots.Find(id))
        is { State: StoredPilot.Alive } alive ? alive : null;

    /// <summary>Pilots that are alive, those of the present group included.</summary>
    public List<StoredPilot> AlivePilots() => [.. Pilots.All.Select(pilot => pilot.Id)
        .Union(_group.Pilots.Keys).Union(_work.Pilots.Keys).Order().Select(FindPilot).OfType<StoredPilot>()];

    /// <summary>Jobs that a pilot holds and whose outputs are not uploaded.</summary>
    public List<JobRecord> HeldBy(long pilotId) => [.. _live.Where(live => live.Value.PilotId == pilotId).Select(live => live.Key)
        .Union(_group.Jobs.Keys).Union(_work.Jobs.Keys).Order().Select(id => Find(id)!)
        .Where(job => job.Live is { State: not AttemptState.Uploaded } live && live.PilotId == pilotId)];

    /// <summary>Number of the next pilot.</summary>
    public long NextPilot() => Math.Max(Pilots.Last, _group.Pilots.Keys.Concat(_work.Pilots.Keys).DefaultIfEmpty().Max()) + 1;

    /// <summary>Id of the next job.</summary>
    public long NextJob() => Table.Count + Count(_group) + Count(_work) + 1;

    /// <summary>Jobs of the present group that were made for a file: no table has them yet.</summary>
    public IEnumerable<long> CreatedFor(long file) => _group.Created.Concat(_work.Created)
        .SelectMany(made => Enumerable.Range(0, made.Files.Count).Where(i => made.Files[i].Id == file || made.Files[i].Further?.Contains(file) == true).Select(i => made.FirstJob + i));

    /// <summary>Files for which the present group made jobs of a transformation: its table of inputs does not show them yet.</summary>
    public HashSet<long> TakenIn(long transformation) => [.. _group.Created.Concat(_work.Created)
        .Where(made => made.TransformationId == transformation).SelectMany(made => made.Files).SelectMany(file => file.All)];

    /// <summary>Jobs of a transformation that are not invalidated, those of the present group included.</summary>
    public long JobsOf(long transformation)
    {
        long[] states = Table.Counts.Of(transformation);
        long made = _group.Created.Concat(_work.Created).Where(made => made.TransformationId == transformation).Sum(made => (long)made.Files.Count);
        return states.Sum() - states[(int)JobState.Invalidated] + made;
    }

    /// <summary>Whether a transformation has a job that will do something by itself; of the group's ended works and what is committed.</summary>
    public bool HasOpenJobs(long transformation)
    {
        long open = _opened.GetValueOrDefault(transformation);
        long[] states = Table.Counts.Of(transformation);
        for (int state = 0; state < states.Length; state++)
        {
            open += ((JobState)state).IsOpen() ? states[state] : 0;
        }

        return open > 0;
    }

    private static long Count(LedgerChanges changes)
    {
        long jobs = 0;
        foreach (NewJobs made in changes.Created)
        {
            jobs += made.Files.Count;
        }

        return jobs;
    }

    private JobRecord Committed(long id)
    {
        JobEntry row = Table.Read(id);
        LiveAttempt? live = _live.GetValueOrDefault(id);
        var snapshot = new JobSnapshot(
            row.State, Table.Names.Minor.Text(row.Minor), row.Attempt, row.AttemptState, live?.Lease ?? "", row.PayloadFailures,
            row.InfrastructureLosses, Table.LostHostsOf(id), Table.Names.Cause.Text(row.Cause), Table.CauseDetailOf(id));
        return new JobRecord(id, row, snapshot, live, _sticking.GetValueOrDefault(id), row.LastEvent, Table.InputsOf(id),
            Table.Names.Host.Text(row.Host), Table.Names.Site.Text(row.Site));
    }

    private JobRecord? Created(LedgerChanges changes, long id)
    {
        foreach (NewJobs made in changes.Created)
        {
            if (made.Has(id))
            {
                InputFile file = made.Files[(int)(id - made.FirstJob)];
                return new JobRecord(id, RowOf(made, file), JobSnapshot.New, null, 0, made.Seq, file.All);
            }
        }

        return null;
    }

    private JobEntry RowOf(NewJobs made, InputFile file) => new()
    {
        State = JobState.Waiting,
        Transformation = made.TransformationId,
        Run = file.Run,
        Section = file.Section,
        FirstInput = file.Id,
        Owner = Table.OwnerOf("", made.TransformationId),
        Created = made.Created,
        Updated = made.Created,
        LastEvent = made.Seq,
    };
}
