using Fathom.Database.Bulk;
using Fathom.Database.Writing;
using Fathom.Production.Campaigns;
using Fathom.Production.Jobs;
using Fathom.Production.Protocol;

namespace Fathom.Production.Stores;

/// <summary>Rows of jobs, attempts and pilots of the present group.</summary>
internal sealed class SqlJobRows
{
    private static readonly string[] JobStates = Enum.GetNames<JobState>();
    private static readonly string[] AttemptStates = Enum.GetNames<AttemptState>();
    private static readonly string[] InputStates = Enum.GetNames<InputState>();
    private readonly BulkRows _jobs = new(SqlTables.ChangedJob);
    private readonly BulkRows _attempts = new(SqlTables.Attempt);
    private readonly BulkRows _inputs = new(SqlTables.InputState);
    private readonly BulkRows _pilots = new(SqlTables.Pilot);

    public void Add(JobRecord job, string now)
    {
        JobSnapshot state = job.Snapshot;
        _jobs.Add(job.Id).Add(JobStates[(int)state.State]).Add(state.Minor).Add(state.Attempt).Add(state.PayloadFailures)
            .Add(state.InfrastructureLosses).Add(state.LostHosts.Lines ?? "").Add(state.Cause).Add(state.CauseDetail).Add(job.Site)
            .Add(job.LatestHost).Add(job.LastEvent).Add(now);
    }

    public void Add(StoredAttempt attempt)
    {
        (LiveAttempt live, FailureEvidence? evidence) = (attempt.Attempt, attempt.Evidence);
        ResourceUse? use = evidence is { Use.WallSeconds: > 0 } ? evidence.Use : live.Upload?.Use;
        _attempts.Add(attempt.JobId).Add(live.Number).Add(live.Lease).Add(live.Epoch).Add(live.PilotId).Add(live.Host)
            .Add(AttemptStates[(int)attempt.State]).Add(live.Element).Add(live.Path)
            // A payload that has outputs ended itself, with 0.
            .Add(evidence is null ? live.Upload is null ? null : 0L : evidence.ExitCode).Add((long?)evidence?.Signal)
            .Add(evidence?.Cause ?? "").Add(evidence?.Detail ?? "").Add(evidence?.LogTail ?? live.Upload?.LogTail ?? "")
            .Add(use?.CpuSeconds).Add(use?.WallSeconds).Add(use?.MaxRssBytes).Add(live.LeasedUtc).Add(attempt.EndedUtc)
            .Add(attempt.Swept ? 1L : 0L).Add(evidence?.Element);
    }

    public void Add(StoredPilot pilot) => _pilots.Add(pilot.Id).Add(pilot.Engine).Add(pilot.Site).Add(pilot.Host).Add(pilot.ProcessId)
        .Add(pilot.TokenHash).Add(pilot.State).Add(pilot.RegisteredUtc).Add(pilot.EndedUtc).Add(pilot.CpuFactor);

    public void Add(long transformationId, long jobId, IReadOnlyList<long> files, InputState state)
    {
        foreach (long file in files)
        {
            _inputs.Add(transformationId).Add(file).Add(jobId).Add(InputStates[(int)state]);
        }
    }

    public void Write(WriteTransaction sql)
    {
        sql.Write(_jobs, BulkVerb.Update);
        sql.Write(_attempts, BulkVerb.Upsert);
        sql.Write(_inputs, BulkVerb.Update);
        sql.Write(_pilots, BulkVerb.Upsert);
        Clear();
    }

    public void Clear()
    {
        _jobs.Clear();
        _attempts.Clear();
        _inputs.Clear();
        _pilots.Clear();
    }
}
