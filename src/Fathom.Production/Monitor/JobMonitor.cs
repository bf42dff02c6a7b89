using Fathom.Database.Writing;

namespace Fathom.Production.Monitor;

/// <summary>Answers the job monitor's questions from the table of all jobs.</summary>
/// <param name="table">The table of now; asked for each question, because the ledger may load anew.</param>
/// <param name="lastSignOfLife">When the pilot of a job's live attempt was last heard; null for none.</param>
public sealed class JobMonitor(Func<JobTable> table, Func<long, DateTimeOffset?>? lastSignOfLife = null) : IDisposable
{
    // A question uses one core and some memory: more at once would only take both from the ledger.
    private readonly SemaphoreSlim _slots = new(Math.Max(1, Environment.ProcessorCount / 2));

    /// <summary>Waits until a question may be asked; to be disposed when it is answered.</summary>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellation)
    {
        await _slots.WaitAsync(cancellation);
        return new Slot(_slots);
    }

    /// <summary>The page of jobs of a question.</summary>
    public JobListAnswer List(JobQuestion question)
    {
        JobTable jobs = table();
        JobListPage page = new JobQuery(jobs).Page(question.Criteria, question.Order, question.Offset, question.Limit);
        return new JobListAnswer(page.Total, question.Offset, JobQuestionText.Text(question.Order), [.. page.Items.Select(job => Line(jobs, job))]);
    }

    /// <summary>The groups of a question.</summary>
    /// <exception cref="ArgumentException">The question has no column to group by.</exception>
    public JobSummaryAnswer Summary(JobQuestion question)
    {
        if (question.By.Count is < 1 or > 2)
        {
            throw new ArgumentException("A summary is by one or two columns", nameof(question));
        }

        JobGroups groups = new JobQuery(table()).Group(
            question.Criteria, question.By[0], question.By.Count > 1 ? question.By[1] : null, question.Limit);
        return Answer(groups);
    }

    /// <summary>For each column the jobs by its values, where every condition holds but the column's own.</summary>
    public IReadOnlyList<JobSummaryAnswer> Facets(JobCriteria criteria, IReadOnlyList<JobColumn> columns, int limit) =>
        [.. new JobQuery(table()).Facets(criteria, columns, limit).Select(Answer)];

    /// <summary>Number of jobs in each state; the place is the state.</summary>
    public long[] States() => table().Counts.Total();

    /// <inheritdoc/>
    public void Dispose() => _slots.Dispose();

    private static JobSummaryAnswer Answer(JobGroups groups) => new(
        groups.Second is { } second ? [JobQuestionText.NameOf(groups.First), JobQuestionText.NameOf(second)] : [JobQuestionText.NameOf(groups.First)],
        groups.Jobs,
        groups.Total,
        [.. groups.Items.Select(group => group.Second is { } other
            ? new JobGroupLine([group.First.Key, other.Key], [group.First.Label, other.Label], group.Count)
            : new JobGroupLine([group.First.Key], [group.First.Label], group.Count))]);

    private JobLine Line(JobTable jobs, ListedJob listed)
    {
        JobEntry job = listed.Job;
        JobNames names = jobs.Names;
        TransformationFacts transformation = jobs.Transformations.Of(job.Transformation);
        DateTimeOffset? heard = job.AttemptState is { } state && Jobs.StateFacts.IsLive(state) ? lastSignOfLife?.Invoke(listed.Id) : null;
        return new JobLine(
            listed.Id, transformation.Campaign, job.Transformation, transformation.Name, transformation.Step, job.Run, job.Section, job.State,
            names.Minor.Text(job.Minor), names.Application.Text(job.Application), job.Attempt, job.PayloadFailures, job.InfrastructureLosses,
            names.Cause.Text(job.Cause), listed.CauseDetail, names.Site.Text(job.Site), names.Host.Text(job.Host), names.Owner.Text(job.Owner),
            job.Priority, Label(job.Created), Label(job.Updated), heard is { } time ? UtcLabel.Of(time) : null, job.LastEvent);
    }

    private static string Label(long milliseconds) => UtcLabel.Of(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));

    private sealed class Slot(SemaphoreSlim slots) : IDisposable
    {
        public void Dispose() => slots.Release();
    }
}
