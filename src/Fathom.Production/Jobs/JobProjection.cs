using Fathom.Database.Writing;
using Fathom.Production.Protocol;

namespace Fathom.Production.Jobs;

/// <summary>Writes the state of a job into the tables that are the fold of its events.</summary>
internal static class JobProjection
{
    public static void Write(WriteTransaction transaction, JobRecord job, JobSnapshot next, JobEvent happened)
    {
        WriteJob(transaction, job.Id, next);
        switch (happened)
        {
            case JobLeased leased:
                InsertAttempt(transaction, job.Id, leased);
                break;
            case OutputsUploaded uploaded:
                WriteUse(transaction, job.Id, uploaded.Attempt, uploaded.Use);
                WriteEndOfPayload(transaction, job.Id, uploaded);
                break;
            case AttemptEnded ended:
                WriteEvidence(transaction, job.Id, ended);
                break;
            default:
                break;
        }

        if (next.AttemptState is { } state && happened is not JobLeased)
        {
            WriteAttemptState(transaction, job, next.Attempt, state);
        }

        WriteInputState(transaction, job, next.State);
    }

    private static void WriteJob(WriteTransaction transaction, long id, JobSnapshot next) => transaction.Execute(
        """
        UPDATE job SET state = @state, minor = @Minor, attempt = @Attempt, payload_failures = @PayloadFailures,
            infrastructure_losses = @InfrastructureLosses, lost_hosts = @hosts, cause = @Cause, cause_detail = @CauseDetail, updated_utc = @Now
        WHERE id = @id
        """,
        new
        {
            id,
            state = next.State.ToString(),
            next.Minor,
            next.Attempt,
            next.PayloadFailures,
            next.InfrastructureLosses,
            hosts = next.LostHosts.Lines,
            next.Cause,
            next.CauseDetail,
            transaction.Now,
        });

    private static void InsertAttempt(WriteTransaction transaction, long id, JobLeased leased) => transaction.Execute(
        """
        INSERT INTO attempt (job_id, number, lease, epoch, pilot_id, host, state, se, path, leased_utc)
        VALUES (@id, @Attempt, @Lease, @Epoch, @PilotId, @Host, 'Leased', @Element, @Path, @Now)
        """,
        new { id, leased.Attempt, leased.Lease, transaction.Epoch, leased.PilotId, leased.Host, leased.Element, leased.Path, transaction.Now });

    private static void WriteUse(WriteTransaction transaction, long id, int attempt, ResourceUse use) => transaction.Execute(
        """
        UPDATE attempt SET cpu_seconds = @CpuSeconds, wall_seconds = @WallSeconds, max_rss_bytes = @MaxRssBytes,
            cpu_factor = @CpuFactor, bytes_read = @BytesRead, bytes_written = @BytesWritten
        WHERE job_id = @id AND number = @attempt
        """,
        new { id, attempt, use.CpuSeconds, use.WallSeconds, use.MaxRssBytes, use.CpuFactor, use.BytesRead, use.BytesWritten });

    // A payload that has outputs ended itself, with 0.
    private static void WriteEndOfPayload(WriteTransaction transaction, long id, OutputsUploaded uploaded) => transaction.Execute(
        "UPDATE attempt SET exit_code = 0, log_tail = @LogTail WHERE job_id = @id AND number = @Attempt",
        new { id, uploaded.Attempt, uploaded.LogTail });

    private static void WriteEvidence(WriteTransaction transaction, long id, AttemptEnded ended)
    {
        FailureEvidence evidence = ended.Evidence;
        transaction.Execute(
            """
            UPDATE attempt SET exit_code = @ExitCode, signal = @Signal, cause = @Cause, detail = @Detail, log_tail = @LogTail
            WHERE job_id = @id AND number = @Attempt
            """,
            new { id, ended.Attempt, evidence.ExitCode, evidence.Signal, evidence.Cause, evidence.Detail, evidence.LogTail });
        if (evidence.Use is { WallSeconds: > 0 })
        {
            WriteUse(transaction, id, ended.Attempt, evidence.Use);
        }
    }

    private static void WriteAttemptState(WriteTransaction transaction, JobRecord job, int attempt, AttemptState state)
    {
        if (state == job.Snapshot.AttemptState)
        {
            return;
        }

        transaction.Execute(
            "UPDATE attempt SET state = @state, ended_utc = @ended WHERE job_id = @Id AND number = @attempt",
            new { job.Id, attempt, state = state.ToString(), ended = state.IsLive() ? null : transaction.Now });
    }

    private static void WriteInputState(WriteTransaction transaction, JobRecord job, JobState state)
    {
        string? input = state switch
        {
            JobState.Done => "Processed",
            JobState.Held or JobState.Killed => "Problematic",
            JobState.Waiting => "Assigned",
            // While it runs nothing changes; an invalidated job's input is freed by whoever invalidates it.
            _ => null,
        };
        if (input is not null)
        {
            transaction.Execute(
                """
                UPDATE transformation_input SET state = @input
                WHERE transformation_id = @TransformationId AND job_id = @Id
                  AND file_id IN (SELECT file_id FROM job_input WHERE job_id = @Id)
                """,
                new { input, job.TransformationId, job.Id });
        }
    }
}
