using Fathom.Production.Monitor;

namespace Fathom.Portal.Pages.Jobs;

/// <summary>What the job monitor's page shows for a question.</summary>
/// <param name="Question">The question.</param>
/// <param name="Jobs">The page of jobs.</param>
/// <param name="Facets">Jobs by the values of each column that the form offers.</param>
/// <param name="Groups">The grouping, or null where none is asked for.</param>
public sealed record JobListing(
    JobQuestion Question, JobListAnswer Jobs, IReadOnlyDictionary<JobColumn, JobSummaryAnswer> Facets, JobSummaryAnswer? Groups)
{
    /// <summary>The columns whose values the form offers, with their counts.</summary>
    public static readonly IReadOnlyList<JobColumn> Offered =
    [
        JobColumn.State, JobColumn.Minor, JobColumn.Campaign, JobColumn.Transformation, JobColumn.Step, JobColumn.Site, JobColumn.Owner, JobColumn.Cause,
    ];

    private const int MostValues = 40;
    private const int MostGroups = 400;

    /// <summary>Asks the monitor.</summary>
    public static JobListing Read(JobQuestion question, JobMonitor monitor)
    {
        var facets = monitor.Facets(question.Criteria, Offered, MostValues);
        return new JobListing(
            question,
            monitor.List(question),
            Offered.Zip(facets).ToDictionary(pair => pair.First, pair => pair.Second),
            question.By.Count == 0 ? null : monitor.Summary(question with { Limit = MostGroups }));
    }
}
