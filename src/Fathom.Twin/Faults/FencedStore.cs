using Fathom.Database.Faults;
using Fathom.Production.Campaigns;
using Fathom.Production.Dispatch;
using Fathom.Production.Jobs;
using Fathom.Production.Protocol;
using Fathom.Production.State;
using Fathom.Production.Stores;

namespace Fathom.Twin.Faults;

/// <summary>The newest epoch over an image: what the row of the epoch is in a database.</summary>
internal sealed class EpochRow
{
    public long Newest { get; set; }
}

/// <summary>A memory store under an epoch, with the breakages that lie in a store.</summary>
internal sealed class FencedStore(MemoryLedgerStore store, EpochRow row, Breakage breakage) : ILedgerStore
{
    public TimeProvider Time => store.Time;

    public bool LoadsAtOnce => true;

    public IReadOnlyList<StepFacts> Transformations() => store.Transformations();

    public DispatchRules Rules() => store.Rules();

    public void Load(ILedgerLoading loading) => store.Load(breakage == Breakage.ForgetLeases ? new Forgetful(loading) : loading);

    public Task<T> WriteAsync<T>(Func<ILedgerTransaction, T> work) => store.WriteAsync(transaction =>
    {
        if (store.Epoch != row.Newest && breakage != Breakage.SkipEpoch)
        {
            throw new WorkspaceException(WorkspaceProblem.EpochLost, "memory", "Another server writes.");
        }

        return work(breakage is Breakage.ForgetRequests or Breakage.LoseEvent ? new BrokenTransaction(transaction, breakage) : transaction);
    });

    private sealed class Forgetful(ILedgerLoading loading) : ILedgerLoading
    {
        public void Job(in StoredJob job) => loading.Job(job);

        public void LiveAttempt(long jobId, LiveAttempt attempt)
        {
        }

        public void Inputs(long jobId, IReadOnlyList<long> files) => loading.Inputs(jobId, files);

        public void Size(long jobId, double bytes) => loading.Size(jobId, bytes);

        public void Pace(long transformationId, Production.Forecast.StepPace pace) => loading.Pace(transformationId, pace);

        public void Loss(long jobId, int attempt, string cause) => loading.Loss(jobId, attempt, cause);

        public void Pilot(StoredPilot pilot) => loading.Pilot(pilot);

        public void LastPilot(long id) => loading.LastPilot(id);
    }

    private sealed class BrokenTransaction(ILedgerTransaction inner, Breakage breakage) : ILedgerTransaction
    {
        public long Epoch => inner.Epoch;

        public string Now => inner.Now;

        public long Append(string subject, long subjectId, int? attempt, string kind, string actor, string body, long? previous) =>
            breakage == Breakage.LoseEvent && kind == "Accepted" ? previous ?? 0 : inner.Append(subject, subjectId, attempt, kind, actor, body, previous);

        public StoredRequest? FindRequest(string id) => breakage == Breakage.ForgetRequests ? null : inner.FindRequest(id);

        public void Enlist(ILedgerParticipant participant) => inner.Enlist(participant);

        public void AfterCommit(Action action) => inner.AfterCommit(action);

        public void SaveJob(JobRecord job) => inner.SaveJob(job);

        public void SaveAttempt(StoredAttempt attempt) => inner.SaveAttempt(attempt);

        public void SavePilot(StoredPilot pilot) => inner.SavePilot(pilot);

        public void SavePace(long transformationId, Production.Forecast.StepPace pace) => inner.SavePace(transformationId, pace);

        public void SaveInputState(long transformationId, long jobId, IReadOnlyList<long> files, InputState state) =>
            inner.SaveInputState(transformationId, jobId, files, state);

        public void SaveNewJobs(long transformationId, long firstJob, IReadOnlyList<InputFile> files, long seq) =>
            inner.SaveNewJobs(transformationId, firstJob, files, seq);

        public void SaveRequest(StoredRequest request) => inner.SaveRequest(request);

        public void AnswerRequest(string id, string answer) => inner.AnswerRequest(id, answer);

        public long RegisterOutput(NewOutput output) => inner.RegisterOutput(output);

        public LeasedInput? FindInput(long file, string workspace) => inner.FindInput(file, workspace);

        public IReadOnlyList<StepFacts> Transformations() => inner.Transformations();

        public DispatchRules Rules() => inner.Rules();

        public JobAllowance AllowanceOf(long job) => inner.AllowanceOf(job);

        public void SaveAllowance(long job, JobAllowance allowance) => inner.SaveAllowance(job, allowance);

        public string? BannedElementWith(long file) => inner.BannedElementWith(file);

        public ConditionsReference? Conditions(string tag, int run, string workspace) => inner.Conditions(tag, run, workspace);

        public bool HasUnusedInputs(long transformationId) => inner.HasUnusedInputs(transformationId);

        public void CheckCompletion(long campaignId, Func<long, bool> hasOpenJobs) => inner.CheckCompletion(campaignId, hasOpenJobs);
    }
}
