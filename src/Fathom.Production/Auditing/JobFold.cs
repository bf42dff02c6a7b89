using System.Text.Json;
using Fathom.Production.Jobs;

namespace Fathom.Production.Auditing;

/// <summary>A job as its events give it: the same pure function as the ledger's, applied from the beginning.</summary>
internal sealed class JobFold
{
    private readonly Dictionary<int, AttemptState> _attempts = [];
    private readonly HashSet<int> _swept = [];

    /// <summary>The state, null before the first event.</summary>
    public JobSnapshot? State { get; private set; }

    /// <summary>What the job was made for.</summary>
    public JobCreated? Created { get; private set; }

    /// <summary>State of every attempt.</summary>
    public IReadOnlyDictionary<int, AttemptState> Attempts => _attempts;

    /// <summary>Attempts whose path was swept.</summary>
    public IReadOnlySet<int> Swept => _swept;

    /// <summary>Applies one event; why it does not fit, or null where it does.</summary>
    public string? Apply(EventStream.Entry entry)
    {
        if (entry.Kind == "Swept")
        {
            return Sweep(entry);
        }

        if (Read(entry) is not { } happened)
        {
            return $"event {entry.Seq} ({entry.Kind}) cannot be read";
        }

        JobTransition transition = JobStateMachine.Apply(State, happened);
        if (transition.Next is not { } next)
        {
            return $"event {entry.Seq} ({entry.Kind}) does not fit: {transition.Refusal}";
        }

        Created ??= happened as JobCreated;
        State = next;
        if (next.AttemptState is { } attempt)
        {
            _attempts[next.Attempt] = attempt;
        }

        return null;
    }

    private string? Sweep(EventStream.Entry entry)
    {
        if (entry.Attempt is not { } number || !_attempts.TryGetValue(number, out AttemptState state) || state.IsLive())
        {
            return $"event {entry.Seq} sweeps attempt {entry.Attempt}, which is not closed";
        }

        _swept.Add(number);
        return null;
    }

    private static JobEvent? Read(EventStream.Entry entry)
    {
        try
        {
            return JobEventJson.Read(entry.Kind, entry.Body);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
