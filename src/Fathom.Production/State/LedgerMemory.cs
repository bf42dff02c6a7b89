using Fathom.Production.Accounting;
using Fathom.Production.Stores;

namespace Fathom.Production.State;

/// <summary>Runs verbs: over the store's transaction and the state in memory, so that both change or neither.</summary>
internal sealed class LedgerMemory(ILedgerStore store, LedgerState state) : ILedgerParticipant
{
    private StepTable? _steps;
    private bool _stepsChanged;

    /// <summary>Counts what ended attempts used; null where the ledger is not kept in a database.</summary>
    public AccountingBook? Accounts { get; init; }

    /// <summary>Jobs and pilots in memory.</summary>
    public LedgerState State => state;

    /// <summary>Runs a verb; completes when what it changed is durable.</summary>
    public Task<T> WriteAsync<T>(Func<LedgerWork, T> verb) => store.WriteAsync(transaction => Run(transaction, verb));

    /// <summary>The transformations, as the present work sees them.</summary>
    public StepTable Steps(ILedgerTransaction transaction)
    {
        if (_steps is null)
        {
            _steps = new StepTable(transaction.Transformations());
            foreach (StepFacts step in _steps.All)
            {
                state.Table.Transformations.Set(new(step.Id, step.Name, step.Step, step.Campaign));
            }
        }

        return _steps;
    }

    /// <summary>Transformations are read anew when next asked for.</summary>
    public void ForgetSteps() => (_steps, _stepsChanged) = (null, true);

    /// <summary>Loads all from the store.</summary>
    public void Load()
    {
        _steps = null;
        state.Clear();
        store.Load(state);
    }

    /// <inheritdoc/>
    public void Flush(ILedgerTransaction transaction)
    {
        foreach (long campaign in state.CampaignsToCheck)
        {
            CheckCompletion(transaction, campaign);
        }

        state.Save(transaction);
        if (Accounts is { } accounts && transaction is SqlLedgerTransaction { Sql: var sql })
        {
            state.EndedAttempts.ForEach(ended => accounts.AttemptEnded(sql, ended, state.Find(ended.JobId)!, Steps(transaction)));
        }
    }

    /// <inheritdoc/>
    public void Committed()
    {
        _stepsChanged = false;
        state.Commit(store.Time.GetUtcNow().ToUnixTimeMilliseconds());
    }

    /// <inheritdoc/>
    public void Failed(bool unknown)
    {
        StepTable? steps = _stepsChanged ? null : _steps;
        state.FailGroup(id => (steps ?? _steps)?.Find(id));
        _steps = steps;
        _stepsChanged = false;
    }

    private T Run<T>(ILedgerTransaction transaction, Func<LedgerWork, T> verb)
    {
        transaction.Enlist(this);
        try
        {
            T result = verb(new LedgerWork(transaction, this));
            state.EndWork(Steps(transaction).Find);
            return result;
        }
        catch
        {
            StepTable? known = _steps;
            _steps = _stepsChanged ? null : known;
            state.AbandonWork(id => known?.Find(id));
            throw;
        }
    }

    // Nearly always the first transformation that has not ended has open jobs: then nothing is asked of the store.
    private void CheckCompletion(ILedgerTransaction transaction, long campaign)
    {
        StepFacts? first = Steps(transaction).All.FirstOrDefault(step =>
            step.CampaignId == campaign && step.State != Campaigns.CampaignState.Completed);
        if (first is null || !state.HasOpenJobs(first.Id))
        {
            transaction.CheckCompletion(campaign, state.HasOpenJobs);
            ForgetSteps();
        }
    }
}
