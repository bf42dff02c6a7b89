using System.Data.Common;
using Fathom.Database.Reading;
using Fathom.Database.Writing;
using Fathom.Production.Jobs;

namespace Fathom.Production.Auditing;

/// <summary>Folds the events of all jobs and compares with the tables; finds inputs that were accepted twice (law 1).</summary>
internal sealed class JobAudit(AuditFindings findings)
{
    private readonly Dictionary<(long Transformation, long Input), long> _done = [];
    private readonly HashSet<long> _folded = [];

    /// <summary>Runs the comparison; returns the number of events.</summary>
    public long Run(DbConnection connection)
    {
        long events = 0;
        foreach (IGrouping<long, EventStream.Entry> job in Adjacent(EventStream.Of(connection, Subjects.Job)))
        {
            events += Fold(connection, job);
        }

        foreach (long id in connection.Select("SELECT id FROM job", null, row => row.GetInt64(0)).Where(id => !_folded.Contains(id)))
        {
            findings.Add(AuditFault.Mismatched, $"job {id}", "the table has it, the events do not.");
        }

        return events;
    }

    private int Fold(DbConnection connection, IGrouping<long, EventStream.Entry> job)
    {
        var fold = new JobFold();
        int events = 0;
        foreach (EventStream.Entry entry in job)
        {
            events++;
            if (fold.Apply(entry) is { } misfit)
            {
                findings.Add(AuditFault.Mismatched, $"job {job.Key}", misfit + ".");
            }
        }

        _folded.Add(job.Key);
        Compare(connection, job.Key, fold);
        CountDone(job.Key, fold);
        return events;
    }

    private void Compare(DbConnection connection, long id, JobFold fold)
    {
        string subject = $"job {id}";
        if (JobRecord.Find(connection, id) is not { } row)
        {
            findings.Add(AuditFault.Mismatched, subject, "the events have it, the table does not.");
            return;
        }

        findings.Mismatch(subject, "state", fold.State?.State, row.Snapshot.State);
        if (fold.State?.State == row.Snapshot.State)
        {
            findings.Mismatch(subject, "job and latest attempt", fold.State, row.Snapshot);
        }

        Dictionary<int, (AttemptState State, bool Swept)> attempts = connection.Select(
            "SELECT number, state, swept FROM attempt WHERE job_id = @id", new { id },
            row => (Number: row.GetInt32(0), State: row.Name<AttemptState>(1), Swept: row.GetInt64(2) != 0))
            .ToDictionary(attempt => attempt.Number, attempt => (attempt.State, attempt.Swept));
        foreach (int number in attempts.Keys.Union(fold.Attempts.Keys).Order())
        {
            string which = $"{subject} attempt {number}";
            bool there = attempts.TryGetValue(number, out (AttemptState State, bool Swept) attempt);
            findings.Mismatch(
                which, "state", fold.Attempts.TryGetValue(number, out AttemptState state) ? state : null, there ? attempt.State : null);
            findings.Mismatch(which, "swept", fold.Swept.Contains(number), there && attempt.Swept);
        }
    }

    private void CountDone(long id, JobFold fold)
    {
        if (fold is not { State.State: JobState.Done, Created: { } created })
        {
            return;
        }

        foreach (long input in created.Inputs)
        {
            if (!_done.TryAdd((created.TransformationId, input), id))
            {
                findings.Add(
                    AuditFault.Double, $"file {input}",
                    $"accepted outputs of transformation {created.TransformationId} from jobs {_done[(created.TransformationId, input)]} and {id}.");
            }
        }
    }

    // The stream is ordered by subject: groups are runs of equal ids, and only one is in memory at a time.
    private static IEnumerable<IGrouping<long, EventStream.Entry>> Adjacent(IEnumerable<EventStream.Entry> entries)
    {
        var run = new List<EventStream.Entry>();
        foreach (EventStream.Entry entry in entries)
        {
            if (run.Count > 0 && run[0].SubjectId != entry.SubjectId)
            {
                yield return run.GroupBy(one => one.SubjectId).Single();
                run = [];
            }

            run.Add(entry);
        }

        if (run.Count > 0)
        {
            yield return run.GroupBy(one => one.SubjectId).Single();
        }
    }
}
