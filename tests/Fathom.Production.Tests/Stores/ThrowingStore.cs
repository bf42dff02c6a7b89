using Fathom.Production.Campaigns;
using Fathom.Production.Dispatch;
using Fathom.Production.Jobs;
using Fathom.Production.Protocol;
using Fathom.Production.State;
using Fathom.Production.Stores;

namespace Fathom.Production.Tests.Stores;

/// <summary>A store whose n-th call of a work throws, and nothing else.</summary>
internal sealed class ThrowingStore(ILedgerStore inner) : ILedgerStore
{
    /// <summary>Calls until the throw; 0: none.</summary>
    public int ThrowAt { get; set; }

    public ILedgerStore Inner => inner;

    public TimeProvider Time => inner.Time;

    public bool LoadsAtOnce => true;

    public IReadOnlyList<StepFacts> Transformations() => inner.Transformations();

    public DispatchRules Rules() => inner.Rules();

    public void Expect(string requestId) => inner.Expect(requestId);

    public Task<T> WriteAsync<T>(Func<ILedgerTransaction, T> work) => inner.WriteAsync(transaction => work(
        transaction is SqlLedgerTransaction sql && ThrowAt == 0 ? sql : new ThrowingTransaction(transaction, this)));

    public void Load(ILedgerLoading loading) => inner.Load(loading);

    private void Count()
    {
        if (ThrowAt > 0 && --ThrowAt == 0)
        {
            throw new InjectedException();
        }
    }

    private sealed class ThrowingTransaction(ILedgerTransaction inner, ThrowingStore store) : ILedgerTransaction
    {
        public long Epoch => inner.Epoch;

        public string Now => inner.Now;

        public long Append(string subject, long subjectId, int? attempt, string kind, string actor, string body, long? previous)
        {
            store.Count();
            long seq = inner.Append(subject, subjectId, attempt, kind, actor, body, previous);
            store.Count();
            return seq;
        }

        public void Enlist(ILedgerParticipant participant) => inner.Enlist(participant);

        public void AfterCommit(Action action) => Counted(() => inner.AfterCommit(action));

        public void SaveJob(JobRecord job) => inner.SaveJob(job);

        public void SaveAttempt(StoredAttempt attempt) => inner.SaveAttempt(attempt);

        public void SavePilot(StoredPilot pilot) => inner.SavePilot(pilot);

        public void SavePace(long transformationId, Production.Forecast.StepPace pace) => inner.SavePace(transformationId, pace);

        public void SaveInputState(long transformationId, long jobId, IReadOnlyList<long> files, InputState state) =>
            inner.SaveInputState(transformationId, jobId, files, state);

        public void SaveNewJobs(long transformationId, long firstJob, IReadOnlyList<InputFile> files, long seq) =>
            Counted(() => inner.SaveNewJobs(transformationId, firstJob, files, seq));

        public StoredRequest? FindRequest(string id)
        {
            store.Count();
            return inner.FindRequest(id);
        }

        public void SaveRequest(StoredRequest request) => Counted(() => inner.SaveRequest(request));

        public void AnswerRequest(string id, string answer) => Counted(() => inner.AnswerRequest(id, answer));

        public long RegisterOutput(NewOutput output)
        {
            store.Count();
            long file = inner.RegisterOutput(output);
            store.Count();
            return file;
        }

        public LeasedInput? FindInput(long file, string workspace)
        {
            store.Count();
            return inner.FindInput(file, workspace);
        }

        public IReadOnlyList<StepFacts> Transformations() => inner.Transformations();

        public DispatchRules Rules() => inner.Rules();

        public JobAllowance AllowanceOf(long job) => inner.AllowanceOf(job);

        public void SaveAllowance(long job, JobAllowance allowance) => inner.SaveAllowance(job, allowance);

        public string? BannedElementWith(long file) => inner.BannedElementWith(file);

        public ConditionsReference? Conditions(string tag, int run, string workspace) => inner.Conditions(tag, run, workspace);

        public bool HasUnusedInputs(long transformationId) => inner.HasUnusedInputs(transformationId);

        public void CheckCompletion(long campaignId, Func<long, bool> hasOpenJobs) => inner.CheckCompletion(campaignId, hasOpenJobs);

        private void Counted(Action call)
        {
            store.Count();
            call();
            store.Count();
        }
    }
}

/// <summary>The throw that a test asked for.</summary>
internal sealed class InjectedException : Exception;
