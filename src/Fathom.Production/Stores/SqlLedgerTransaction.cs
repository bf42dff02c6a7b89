using Fathom.Catalog.Conditions;
using Fathom.Database.Reading;
using Fathom.Database.Writing;
using Fathom.Production.Campaigns;
using Fathom.Production.Jobs;
using Fathom.Production.Protocol;
using Fathom.Production.State;

namespace Fathom.Production.Stores;

/// <summary>The ledger's transaction in a database.</summary>
internal sealed class SqlLedgerTransaction(
    WriteTransaction sql, SqlRequests requests, SqlNewJobs made, SqlJobRows rows, SqlFileReader files, SqlAllowances allowances,
    Action<ILedgerParticipant> enlist)
    : ILedgerTransaction
{
    /// <summary>The database's own transaction.</summary>
    public WriteTransaction Sql => sql;

    public long Epoch => sql.Epoch;

    public string Now => sql.Now;

    public long Append(string subject, long subjectId, int? attempt, string kind, string actor, string body, long? previous) =>
        sql.Events.Append(subject, subjectId, attempt, kind, actor, body, previous);

    public void Enlist(ILedgerParticipant participant) => enlist(participant);

    public void AfterCommit(Action action) => sql.AfterCommit(action);

    public void SaveJob(JobRecord job) => rows.Add(job, sql.Now);

    public void SaveAttempt(StoredAttempt attempt) => rows.Add(attempt);

    public void SavePilot(StoredPilot pilot) => rows.Add(pilot);

    public void SavePace(long transformationId, Forecast.StepPace pace) => SqlPaces.Save(sql, transformationId, pace);

    public void SaveInputState(long transformationId, long jobId, IReadOnlyList<long> files, InputState state) =>
        rows.Add(transformationId, jobId, files, state);

    public void SaveNewJobs(long transformationId, long firstJob, IReadOnlyList<InputFile> files, long seq) =>
        made.Put(transformationId, firstJob, files, seq, sql.Now);

    public StoredRequest? FindRequest(string id) => requests.Find(sql, id);

    public void SaveRequest(StoredRequest request) => requests.Put(request, isNew: true);

    public void AnswerRequest(string id, string answer)
    {
        if (requests.Find(sql, id) is { } known)
        {
            requests.Put(known with { Answer = answer }, isNew: false);
        }
    }

    public long RegisterOutput(NewOutput output) => SqlOutputs.Register(sql, output);

    public LeasedInput? FindInput(long file, string workspace) => files.Find(sql, file, workspace);

    public IReadOnlyList<StepFacts> Transformations() => SqlSteps.Read(sql.Reading);

    public Dispatch.DispatchRules Rules() => SqlDispatchRules.Read(sql.Reading);

    public JobAllowance AllowanceOf(long job) => allowances.Of(sql, job);

    public void SaveAllowance(long job, JobAllowance allowance) => SqlAllowances.Set(sql, job, allowance);

    public string? BannedElementWith(long file) => sql.Reading.SelectFirst(
        """
        SELECT s.name FROM replica r JOIN storage_element s ON s.name = r.se
        WHERE r.file_id = @file AND r.state = 'Valid' AND s.banned IS NOT NULL ORDER BY r.id LIMIT 1
        """,
        new { file }, row => row.GetString(0));

    public ConditionsReference? Conditions(string tag, int run, string workspace) =>
        ConditionsTags.Find(sql.Reading, tag)?.For(run) is { } interval
            ? new ConditionsReference(tag, Path.GetFullPath(Path.Combine(workspace, "conditions", interval.Path)), interval.Sha256)
            : null;

    public bool HasUnusedInputs(long transformationId) => CampaignCompletion.HasUnusedInputs(sql, transformationId);

    public void CheckCompletion(long campaignId, Func<long, bool> hasOpenJobs) => CampaignCompletion.Check(sql, campaignId, hasOpenJobs);
}
