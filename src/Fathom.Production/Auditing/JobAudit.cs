using System.Data.Common;
using Fathom.Database.Reading;
using Fathom.Production.Jobs;

namespace Fathom.Production.Auditing;

/// <summary>Compares jobs and attempts, as their events give them, with the tables; finds inputs that were accepted twice (law 1).</summary>
internal sealed class JobAudit(AuditFindings findings)
{
    private const string Jobs =
        """
        SELECT j.id, j.state, j.minor, j.attempt, a.state, a.lease, j.payload_failures, j.infrastructure_losses, j.lost_hosts, j.cause,
               j.cause_detail
        FROM job j LEFT JOIN attempt a ON a.job_id = j.id AND a.number = j.attempt ORDER BY j.id
        """;

    /// <summary>What the events gave.</summary>
    public JobFolds Folds { get; } = new();

    /// <summary>Applies one event.</summary>
    public void Apply(in FoldEvent happened)
    {
        if (Folds.Apply(happened) is { } misfit)
        {
            findings.Add(AuditFault.Mismatched, $"job {happened.SubjectId}", misfit + ".");
        }
    }

    /// <summary>Compares with the tables, after the last event.</summary>
    public void Compare(DbConnection connection)
    {
        long expected = 1;
        connection.ForEach(Jobs, null, row =>
        {
            long id = row.GetInt64(0);
            Missing(expected, id);
            expected = id + 1;
            CompareJob(row, id);
        });
        Missing(expected, Folds.Last + 1);
        CompareAttempts(connection);
        FindDoubles();
    }

    private void Missing(long from, long to)
    {
        for (long id = from; id < to; id++)
        {
            if (Folds.Has(id))
            {
                findings.Add(AuditFault.Mismatched, $"job {id}", "the events have it, the table does not.");
            }
        }
    }

    private void CompareJob(DbDataReader row, long id)
    {
        string subject = $"job {id}";
        if (!Folds.Has(id))
        {
            findings.Add(AuditFault.Mismatched, subject, "the table has it, the events do not.");
            return;
        }

        JobSnapshot fold = Folds.Read(id);
        string lease = row.TextOrNull(5) ?? "";
        bool sameLease = lease.Length == 0 ? Folds.LeaseOf(id) == 0 : FoldEventReader.LeaseOf(lease) == Folds.LeaseOf(id);
        var found = new JobSnapshot(
            row.Name<JobState>(1), row.GetString(2), row.GetInt32(3), row.IsDBNull(4) ? null : row.Name<AttemptState>(4),
            sameLease ? fold.Lease : lease, row.GetInt32(6), row.GetInt32(7), new HostSet(row.GetString(8)), row.GetString(9), row.GetString(10));
        if (found == fold)
        {
            return;
        }

        findings.Mismatch(subject, "state", fold.State, found.State);
        if (fold.State == found.State)
        {
            findings.Mismatch(subject, "job and latest attempt", fold, found);
        }
    }

    private void CompareAttempts(DbConnection connection)
    {
        (long Job, int Number) expected = (1, 1);
        connection.ForEach("SELECT job_id, number, state, swept FROM attempt ORDER BY job_id, number", null, row =>
        {
            (long job, int number) = (row.GetInt64(0), row.GetInt32(1));
            MissingAttempts(expected, (job, number));
            expected = (job, number + 1);
            (AttemptState State, bool Swept)? fold = Folds.Attempt(job, number);
            (AttemptState state, bool swept) = (row.Name<AttemptState>(2), row.GetInt64(3) != 0);
            if (fold != (state, swept))
            {
                findings.Mismatch($"job {job} attempt {number}", "state", fold?.State, state);
                findings.Mismatch($"job {job} attempt {number}", "swept", fold?.Swept ?? false, swept);
            }
        });
        MissingAttempts(expected, (Folds.Last + 1, 1));
    }

    private void MissingAttempts((long Job, int Number) from, (long Job, int Number) to)
    {
        for (long job = from.Job; job <= Math.Min(to.Job, Folds.Last); job++)
        {
            int end = job == to.Job ? to.Number - 1 : Folds.Has(job) ? Folds.Attempts(job) : 0;
            for (int number = job == from.Job ? from.Number : 1; number <= end; number++)
            {
                if (Folds.Attempt(job, number) is { } attempt)
                {
                    findings.Mismatch($"job {job} attempt {number}", "state", attempt.State, null);
                }
            }
        }
    }

    private void FindDoubles()
    {
        var done = new List<(int Transformation, long Input, long Job)>();
        for (long id = 1; id <= Folds.Last; id++)
        {
            if (Folds.Has(id) && Folds.StateOf(id) == JobState.Done)
            {
                (int transformation, IReadOnlyList<long> inputs) = Folds.MadeFor(id);
                done.AddRange(inputs.Select(input => (transformation, input, id)));
            }
        }

        done.Sort();
        for (int i = 1; i < done.Count; i++)
        {
            if (done[i].Transformation == done[i - 1].Transformation && done[i].Input == done[i - 1].Input)
            {
                findings.Add(
                    AuditFault.Double, $"file {done[i].Input}",
                    $"accepted outputs of transformation {done[i].Transformation} from jobs {done[i - 1].Job} and {done[i].Job}.");
            }
        }
    }
}
