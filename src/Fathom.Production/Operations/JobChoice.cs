using Fathom.Production.Jobs;
using Fathom.Production.Monitor;

namespace Fathom.Production.Operations;

/// <summary>The jobs that a bulk action is about: those of the job monitor's filters that the action can change.</summary>
internal static class JobChoice
{
    private static readonly JobState[] CanBeKilled = [JobState.Waiting, JobState.Matched, JobState.Running, JobState.Completing, JobState.Held];
    private static readonly JobState[] CanTryAgain = [JobState.Held, JobState.Killed];

    /// <summary>Jobs of a filter that can still be killed, or that can be rescheduled; oldest first.</summary>
    public static List<long> Of(JobTable jobs, JobCriteria criteria, bool kill)
    {
        JobState[] possible = kill ? CanBeKilled : CanTryAgain;
        JobState[] wanted = [.. possible.Where(state => criteria.States.Count == 0 || criteria.States.Contains(state))];
        var found = new List<long>();
        if (wanted.Length == 0)
        {
            return found;
        }

        var query = new JobQuery(jobs);
        JobListPage page;
        do
        {
            page = query.Page(criteria with { States = wanted }, new JobOrder(JobColumn.Id), found.Count, JobQuery.MaximumPage);
            found.AddRange(page.Items.Select(job => job.Id));
        }
        while (page.Items.Count == JobQuery.MaximumPage);
        return found;
    }
}
