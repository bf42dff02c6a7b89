using Fathom.Database.Writing;
using Fathom.Production.Dispatch;
using Fathom.Production.Forecast;
using Fathom.Production.Jobs;
using Fathom.Production.Stores;

namespace Fathom.Production.State;

/// <summary>What accepted attempts took, by transformation: follows the store, group by group.</summary>
/// <param name="sizes">What jobs read.</param>
internal sealed class PaceBook(JobSizes sizes)
{
    private readonly Dictionary<long, StepPace> _durable = [];
    private readonly Dictionary<long, StepPace> _group = [];

    /// <summary>What is durable of all transformations.</summary>
    public IEnumerable<KeyValuePair<long, StepPace>> All => _durable;

    /// <summary>The group closes an attempt.</summary>
    public void Ended(StoredAttempt ended, long transformation)
    {
        if (ended is not { State: AttemptState.Accepted, Attempt.Upload.Use: { } use, EndedUtc: { } utc })
        {
            return;
        }

        if (!_group.TryGetValue(transformation, out StepPace? pace))
        {
            StepPace before = _durable.GetValueOrDefault(transformation, StepPace.None);
            pace = before with { Durations = before.Durations.Copy() };
        }

        _group[transformation] = pace.Learn(sizes.Of(ended.JobId), use, UtcLabel.Parse(utc));
    }

    /// <summary>Gives the store what the group changed.</summary>
    public void Save(ILedgerTransaction transaction)
    {
        foreach ((long transformation, StepPace pace) in _group)
        {
            transaction.SavePace(transformation, pace);
        }
    }

    /// <summary>The group is durable.</summary>
    public void Commit(Action<long, DurationModel> learnt)
    {
        foreach ((long transformation, StepPace pace) in _group)
        {
            _durable[transformation] = pace;
            learnt(transformation, pace.Durations);
        }

        _group.Clear();
    }

    /// <summary>Nothing of the group is kept.</summary>
    public void Fail() => _group.Clear();

    /// <summary>What the store has kept.</summary>
    public void Restore(long transformation, StepPace pace) => _durable[transformation] = pace;

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        _durable.Clear();
        _group.Clear();
    }
}
