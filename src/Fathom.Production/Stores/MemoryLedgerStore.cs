using Fathom.Database.Writing;
using Fathom.Production.Jobs;
using Fathom.Production.Protocol;
using Fathom.Production.State;

namespace Fathom.Production.Stores;

/// <summary>The ledger in memory, for the twin and for tests of faults: what is committed lies in an image that outlives a crash.</summary>
/// <remarks>Every work is a group of its own and runs at once on its caller's thread. A fault before the commit leaves the image as it
/// was; one after it leaves the work done and unanswered. A crash is a new ledger over the same image, under the next epoch.</remarks>
/// <param name="time">The clock.</param>
/// <param name="image">What was durable before; null for nothing.</param>
public sealed class MemoryLedgerStore(TimeProvider time, MemoryImage? image = null) : ILedgerStore
{
    private readonly Lock _gate = new();
    private readonly List<ILedgerParticipant> _participants = [];
    private readonly Queue<(DateTimeOffset Noted, string Id)> _noted = [];
    private Action<ILedgerParticipant>? _enlist;

    /// <inheritdoc/>
    public TimeProvider Time => time;

    /// <summary>What is durable.</summary>
    public MemoryImage Image { get; } = image ?? new MemoryImage();

    /// <summary>Counts the servers over the image. Default: 1.</summary>
    public long Epoch { get; init; } = 1;

    /// <summary>Whether events are kept, and attempts that ended well; a twin of half a million jobs does without. Default: true.</summary>
    public bool KeepsHistory { get; init; } = true;

    /// <summary>Requests are not repeated later than this after the first; null: the answers of all are kept.</summary>
    public TimeSpan? RepeatsWithin { get; init; }

    /// <summary>The transformations.</summary>
    public IList<StepFacts> Steps { get; } = [];

    /// <summary>Files as pilots read them. Default: each file is at the element of that name alone.</summary>
    public Func<long, LeasedInput?> Inputs { get; init; } = file => new LeasedInput(
        FormattableString.Invariant($"file/{file}"), "RAW", 1, "00000001",
        [new ReplicaAddress(new StorageElementAddress("memory", "memory", "/"), FormattableString.Invariant($"file/{file}"))]);

    /// <summary>Called at the places where a disk may fail: what it throws is the fault. Default: none.</summary>
    public Action<MemoryFaultPoint>? Faults { get; set; }

    /// <inheritdoc/>
    public bool LoadsAtOnce => true;

    /// <inheritdoc/>
    public IReadOnlyList<StepFacts> Transformations() => [.. Steps];

    /// <summary>What operators have said. Default: nothing.</summary>
    public Dispatch.DispatchRules DispatchRules { get; set; } = Dispatch.DispatchRules.None;

    /// <inheritdoc/>
    public Dispatch.DispatchRules Rules() => DispatchRules;

    /// <inheritdoc/>
    public Task<T> WriteAsync<T>(Func<ILedgerTransaction, T> work)
    {
        lock (_gate)
        {
            try
            {
                return Task.FromResult(Run(work));
            }
            catch (Exception thrown)
            {
                return Task.FromException<T>(thrown);
            }
        }
    }

    /// <inheritdoc/>
    public void Load(ILedgerLoading loading)
    {
        foreach (JobRecord job in Image.Jobs)
        {
            loading.Job(Row(job));
            if (job.Inputs.Count > 1)
            {
                loading.Inputs(job.Id, job.Inputs);
            }
        }

        foreach ((long job, double bytes) in Image.Sizes)
        {
            loading.Size(job, bytes);
        }

        foreach ((long transformation, Forecast.StepPace pace) in Image.Paces)
        {
            loading.Pace(transformation, pace);
        }

        foreach (JobRecord job in Image.Jobs.Where(job => job.Live is not null))
        {
            loading.LiveAttempt(job.Id, job.Live!);
        }

        foreach (StoredAttempt lost in Image.Attempts.Values.Where(attempt => attempt.State == AttemptState.Lost))
        {
            loading.Loss(lost.JobId, lost.Attempt.Number, lost.Evidence?.Cause ?? "");
        }

        loading.LastPilot(Image.Pilots.Keys.DefaultIfEmpty().Max());
        foreach (StoredPilot pilot in Image.Pilots.Values.Where(pilot => pilot.State == StoredPilot.Alive))
        {
            loading.Pilot(pilot);
        }
    }

    private T Run<T>(Func<ILedgerTransaction, T> work)
    {
        var transaction = new MemoryTransaction(this, _enlist ??= Enlist);
        T result;
        bool durable = false;
        try
        {
            result = work(transaction);
            for (int i = 0; i < _participants.Count; i++)
            {
                _participants[i].Flush(transaction);
            }

            Faults?.Invoke(MemoryFaultPoint.BeforeCommit);
            transaction.Apply(Image);
            ForgetRequests(transaction.Noted);
            durable = true;
            Faults?.Invoke(MemoryFaultPoint.AfterCommit);
        }
        catch
        {
            _participants.ForEach(participant => participant.Failed(unknown: durable));
            _participants.Clear();
            throw;
        }

        foreach (ILedgerParticipant participant in _participants)
        {
            participant.Committed();
        }

        _participants.Clear();
        transaction.Answer();
        return result;
    }

    private void ForgetRequests(IReadOnlyCollection<string> noted)
    {
        if (noted.Count == 0 || RepeatsWithin is not { } kept)
        {
            return;
        }

        DateTimeOffset now = time.GetUtcNow();
        foreach (string id in noted)
        {
            _noted.Enqueue((now, id));
        }

        while (_noted.TryPeek(out (DateTimeOffset Noted, string Id) oldest) && now - oldest.Noted > kept)
        {
            Image.Requests.Remove(_noted.Dequeue().Id);
        }
    }

    private void Enlist(ILedgerParticipant participant)
    {
        if (!_participants.Contains(participant))
        {
            _participants.Add(participant);
        }
    }

    private static StoredJob Row(JobRecord job) => new(
        job.Id, job.TransformationId, job.Run, job.Section, job.Row.FirstInput, job.Snapshot.State, job.Snapshot.Minor, job.Snapshot.Attempt,
        job.Snapshot.PayloadFailures, job.Snapshot.InfrastructureLosses, job.Snapshot.LostHosts.Lines ?? "", job.Snapshot.Cause,
        job.Snapshot.CauseDetail, job.LastEvent, Label(job.Row.Created), Label(job.Row.Updated), job.Site, job.LatestHost, "", "", 0);

    private static string Label(long milliseconds) => UtcLabel.Of(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
}

/// <summary>Where a disk may fail.</summary>
public enum MemoryFaultPoint
{
    /// <summary>Nothing of the work is kept.</summary>
    BeforeCommit,

    /// <summary>The work is kept, and its caller does not hear of it.</summary>
    AfterCommit,
}
