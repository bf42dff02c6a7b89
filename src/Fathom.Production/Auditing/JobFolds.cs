using Fathom.Production.Jobs;

namespace Fathom.Production.Auditing;

/// <summary>All jobs as their events give them, in columns: the state machine is the ledger's, applied from the beginning.</summary>
internal sealed class JobFolds
{
    private const string Held = "the live lease", Other = "another lease";
    private const byte NoAttempt = byte.MaxValue;
    private readonly List<string> _minors = [""];
    private readonly Dictionary<long, (string Cause, string Detail)> _causes = [];
    private readonly Dictionary<long, HostSet> _hosts = [];
    private readonly Dictionary<(long Job, int Number), (AttemptState State, bool Swept)> _earlier = [];
    private readonly Dictionary<long, long[]> _inputs = [];
    private JobState[] _state = [];
    private byte[] _attemptState = [], _minor = [];
    private bool[] _there = [], _swept = [];
    private int[] _attempt = [], _failures = [], _losses = [], _transformation = [];
    private long[] _firstInput = [];
    private UInt128[] _lease = [];

    /// <summary>Highest id so far.</summary>
    public long Last { get; private set; }

    /// <summary>Whether events made the job.</summary>
    public bool Has(long id) => id > 0 && id <= Last && _there[id];

    /// <summary>Applies one event; why it does not fit, or null where it does.</summary>
    public string? Apply(in FoldEvent happened) => happened.Job switch
    {
        null when happened.Kind == "Swept" => Sweep(happened),
        null => $"event {happened.Seq} ({happened.Kind}) cannot be read",
        JobsCreated made => Make(happened, made),
        _ => Step(happened, happened.SubjectId, happened.Job),
    };

    /// <summary>The state of a job that is there; its lease is <see cref="LeaseOf"/>.</summary>
    public JobSnapshot Read(long id)
    {
        (string cause, string detail) = _causes.GetValueOrDefault(id, ("", ""));
        AttemptState? attempt = _attemptState[id] == NoAttempt ? null : (AttemptState)_attemptState[id];
        return new JobSnapshot(
            _state[id], _minors[_minor[id]], _attempt[id], attempt, Held, _failures[id], _losses[id],
            _hosts.GetValueOrDefault(id, HostSet.Empty), cause, detail);
    }

    /// <summary>State of a job that is there.</summary>
    public JobState StateOf(long id) => _state[id];

    /// <summary>The lease of a job's latest attempt.</summary>
    public UInt128 LeaseOf(long id) => _lease[id];

    /// <summary>An attempt of a job, or null where the events have none of the number.</summary>
    public (AttemptState State, bool Swept)? Attempt(long id, int number) =>
        Has(id) && number == _attempt[id] && _attemptState[id] != NoAttempt ? ((AttemptState)_attemptState[id], _swept[id])
        : _earlier.TryGetValue((id, number), out (AttemptState, bool) earlier) ? earlier : null;

    /// <summary>Number of attempts of a job.</summary>
    public int Attempts(long id) => _attempt[id];

    /// <summary>Transformation and inputs of a job.</summary>
    public (int Transformation, IReadOnlyList<long> Inputs) MadeFor(long id) =>
        (_transformation[id], _inputs.TryGetValue(id, out long[]? inputs) ? inputs : [_firstInput[id]]);

    private string? Make(in FoldEvent happened, JobsCreated made)
    {
        string? misfit = made.FirstJob != happened.SubjectId ? $"event {happened.Seq} makes jobs from {made.FirstJob}, filed under {happened.SubjectId}" : null;
        long id = made.FirstJob;
        foreach (long input in made.EachInput())
        {
            misfit ??= Step(happened, id++, new JobCreated(made.TransformationId, null, null, [input]));
        }

        return misfit ?? (id - made.FirstJob != made.Count ? $"event {happened.Seq} makes {made.Count} jobs of {id - made.FirstJob} inputs" : null);
    }

    private string? Step(in FoldEvent happened, long id, JobEvent job)
    {
        Grow(id);
        if (job is AttemptEvent fenced and not JobLeased)
        {
            job = fenced with { Lease = _lease[id] == happened.Lease ? Held : Other };
        }

        JobTransition transition = JobStateMachine.Apply(_there[id] ? Read(id) : null, job);
        if (transition.Next is not { } next)
        {
            return $"event {happened.Seq} ({happened.Kind}) does not fit: {transition.Refusal}";
        }

        if (job is JobLeased)
        {
            KeepEarlier(id);
            (_lease[id], _swept[id]) = (happened.Lease, false);
        }
        else if (job is JobCreated made)
        {
            (_there[id], _transformation[id], _firstInput[id]) = (true, checked((int)made.TransformationId), made.Inputs.Count > 0 ? made.Inputs[0] : 0);
            if (made.Inputs.Count > 1)
            {
                _inputs[id] = [.. made.Inputs];
            }
        }

        Write(id, next);
        return null;
    }

    private string? Sweep(in FoldEvent happened)
    {
        long id = happened.SubjectId;
        if (happened.Attempt is not { } number || Attempt(id, number) is not { } attempt || attempt.State.IsLive())
        {
            return $"event {happened.Seq} sweeps attempt {happened.Attempt}, which is not closed";
        }

        if (number == _attempt[id])
        {
            _swept[id] = true;
        }
        else
        {
            _earlier[(id, number)] = (attempt.State, true);
        }

        return null;
    }

    private void KeepEarlier(long id)
    {
        if (_attemptState[id] != NoAttempt)
        {
            _earlier[(id, _attempt[id])] = ((AttemptState)_attemptState[id], _swept[id]);
        }
    }

    private void Write(long id, JobSnapshot next)
    {
        _state[id] = next.State;
        _attemptState[id] = next.AttemptState is { } attempt ? (byte)attempt : NoAttempt;
        (_attempt[id], _failures[id], _losses[id]) = (next.Attempt, next.PayloadFailures, next.InfrastructureLosses);
        _minor[id] = MinorOf(next.Minor);
        Keep(_causes, id, (next.Cause, next.CauseDetail), next.Cause.Length + next.CauseDetail.Length > 0);
        Keep(_hosts, id, next.LostHosts, next.LostHosts.Count > 0);
    }

    private static void Keep<T>(Dictionary<long, T> rare, long id, T value, bool isSome)
    {
        if (isSome)
        {
            rare[id] = value;
        }
        else if (rare.Count > 0)
        {
            rare.Remove(id);
        }
    }

    private byte MinorOf(string minor)
    {
        int known = _minors.IndexOf(minor);
        if (known < 0)
        {
            known = _minors.Count;
            _minors.Add(minor);
        }

        return checked((byte)known);
    }

    private void Grow(long id)
    {
        Last = Math.Max(Last, id);
        if (id < _state.Length)
        {
            return;
        }

        int before = _state.Length;
        int length = checked((int)Math.Max(id + 1, Math.Max(1024, before + (before / 2))));
        Array.Resize(ref _state, length);
        Array.Resize(ref _attemptState, length);
        _attemptState.AsSpan(before).Fill(NoAttempt);
        Array.Resize(ref _minor, length);
        Array.Resize(ref _there, length);
        Array.Resize(ref _swept, length);
        Array.Resize(ref _attempt, length);
        Array.Resize(ref _failures, length);
        Array.Resize(ref _losses, length);
        Array.Resize(ref _transformation, length);
        Array.Resize(ref _firstInput, length);
        Array.Resize(ref _lease, length);
    }
}
