using Fathom.Database.Faults;
using Fathom.Database.Writing;
using Fathom.Production.Accounting;
using Fathom.Production.Jobs;
using Fathom.Production.Stores;

namespace Fathom.Production.State;

/// <summary>Runs verbs: over the store's transaction and the state in memory, so that both change or neither.</summary>
internal sealed class LedgerMemory(ILedgerStore store, LedgerState state) : ILedgerParticipant
{
    private StepTable? _steps;
    private bool _stepsChanged;
    private bool _isStale;
    private Task? _loading;
    private long _flushed;

    /// <summary>Counts what ended attempts used; null where the ledger is not kept in a database.</summary>
    public AccountingBook? Accounts { get; init; }

    /// <summary>Jobs and pilots in memory.</summary>
    public LedgerState State => state;

    /// <summary>Runs a verb; completes when what it changed is durable.</summary>
    public Task<T> WriteAsync<T>(Func<LedgerWork, T> verb) => store.WriteAsync(transaction => Run(transaction, verb));

    /// <summary>Runs a verb that asks for a request first.</summary>
    public Task<T> WriteAsync<T>(string requestId, Func<LedgerWork, T> verb)
    {
        store.Expect(requestId);
        return WriteAsync(verb);
    }

    /// <summary>The transformations, as the present work sees them.</summary>
    public StepTable Steps(ILedgerTransaction transaction)
    {
        return _steps ??= Known(new StepTable(transaction.Transformations()), transaction.Rules());
    }

    /// <summary>Transformations are read anew when next asked for.</summary>
    public void ForgetSteps() => (_steps, _stepsChanged) = (null, true);

    /// <summary>Loads all from the store.</summary>
    public void Load()
    {
        state.Clear();
        _steps = Known(new StepTable(store.Transformations()), store.Rules());
        store.Load(state);
        state.QueueWaiting(_steps.Find, store.Time.GetUtcNow().ToUnixTimeMilliseconds());
    }

    /// <summary>Called once all was loaded anew because the outcome of a commit was unknown.</summary>
    public Action? Reloaded { get; set; }

    /// <inheritdoc/>
    public void Flush(ILedgerTransaction transaction)
    {
        if (state.IsUnchanged)
        {
            return; // nearly all questions for jobs while there are none
        }

        foreach (long campaign in state.CampaignsToCheck)
        {
            CheckCompletion(transaction, campaign);
        }

        state.Save(transaction);
        _flushed = UtcLabel.Parse(transaction.Now).ToUnixTimeMilliseconds(); // as the rows say, so that memory and tables tell the same
        foreach (StoredAttempt ended in state.EndedAttempts)
        {
            JobRecord job = state.Find(ended.JobId)!;
            state.Paces.Ended(ended, job.TransformationId);
            if (Accounts is { } accounts && transaction is SqlLedgerTransaction { Sql: var sql })
            {
                accounts.AttemptEnded(sql, ended, job, Steps(transaction));
            }
        }

        state.Paces.Save(transaction);
    }

    /// <inheritdoc/>
    public void Committed()
    {
        _stepsChanged = false;
        state.Commit(_flushed, id => _steps?.Find(id));
    }

    /// <inheritdoc/>
    public void Failed(bool unknown)
    {
        _isStale |= unknown;
        StepTable? steps = _stepsChanged ? null : _steps;
        state.FailGroup(id => (steps ?? _steps)?.Find(id));
        _steps = steps;
        _stepsChanged = false;
    }

    private StepTable Known(StepTable steps, Dispatch.DispatchRules rules)
    {
        state.Waiting.Follow(rules);
        foreach (StepFacts step in steps.All)
        {
            state.Table.Transformations.Set(new(step.Id, step.Name, step.Step, step.Campaign, step.Owner));
        }

        return steps;
    }

    // While it loads nothing is decided: pilots hear that they shall ask again, and repeat their request ids.
    private void RequireLoaded()
    {
        if (!_isStale)
        {
            return;
        }

        _loading ??= store.LoadsAtOnce ? LoadNow() : Task.Run(Load);
        if (!_loading.IsCompleted)
        {
            throw new WorkspaceException(
                WorkspaceProblem.Lost, "ledger", "The connection to the database was lost; the ledger is being loaded again. Ask again in a few seconds.");
        }

        Task loading = _loading;
        _loading = null;
        loading.GetAwaiter().GetResult();
        _isStale = false;
        Reloaded?.Invoke();
    }

    private Task LoadNow()
    {
        Load();
        return Task.CompletedTask;
    }

    private T Run<T>(ILedgerTransaction transaction, Func<LedgerWork, T> verb)
    {
        RequireLoaded();
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
            step.CampaignId == campaign && step.State != Campaigns.TransformationState.Completed);
        if (first is null || !state.HasOpenJobs(first.Id))
        {
            transaction.CheckCompletion(campaign, state.HasOpenJobs);
            ForgetSteps();
        }
    }
}
