using Fathom.Catalog.Files;
using Fathom.Production.Jobs;
using Fathom.Production.Queries;

namespace Fathom.Portal.Pages.Jobs;

/// <summary>A page of jobs with what its tabs and filter need.</summary>
/// <param name="Jobs">The rows.</param>
/// <param name="States">Jobs by state, of the filter's campaign or of all.</param>
/// <param name="Transformations">Transformations to choose from: id and name with its campaign.</param>
/// <param name="Campaigns">Campaigns to choose from.</param>
public sealed record JobListing(
    Page<JobRow> Jobs, IReadOnlyDictionary<JobState, long> States, IReadOnlyList<(long Id, string Name)> Transformations,
    IReadOnlyList<string> Campaigns)
{
    /// <summary>Reads the page.</summary>
    public static JobListing Read(JobFilter filter, long? after, int limit, JobQueries jobs, CampaignQueries campaigns)
    {
        var names = campaigns.List().Select(c => c.Name).Reverse().ToList();
        var chosen = filter.Campaign ?? names.FirstOrDefault();
        var transformations = chosen is null ? null : campaigns.Progress(chosen)?.Transformations;
        return new JobListing(
            jobs.List(filter, after, limit),
            jobs.CountByState(filter.Campaign),
            [.. (transformations ?? []).Select(t => (t.Id, t.Name))],
            names);
    }
}
