using Fathom.Database.Writing;
using Fathom.Portal.Access;
using Fathom.Production.Jobs;
using Fathom.Production.Queries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fathom.Portal.Pages.Jobs;

/// <summary>Where jobs are shown.</summary>
public static class JobRoutes
{
    private const int PageSize = 100;

    /// <summary>Adds the routes.</summary>
    public static void MapJobs(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/jobs", (string? state, string? campaign, long? transformation, string? run, string? cause, long? after, JobQueries jobs, CampaignQueries campaigns) =>
        {
            JobState? known = Enum.TryParse<JobState>(state, out var parsed) && Enum.IsDefined(parsed) ? parsed : null;
            var filter = new JobFilter(known, transformation, Filter.Number(run), Filter.Text(campaign), Filter.Text(cause));
            return new PageResult(_ => JobsPage.Render(filter, JobListing.Read(filter, after, PageSize, jobs, campaigns)));
        }).Requires(Policy.Reader);
        routes.MapGet("/jobs/{id:long}", (long id, JobQueries jobs, EventQueries events) => new PageResult(visitor
            => jobs.Find(id) is { } job ? JobPage.Render(job, events.Of(Subjects.Job, id), visitor) : null)).Requires(Policy.Reader);
        routes.MapGet("/jobs/{id:long}/attempts/{number:int}/log", (long id, int number, JobQueries jobs)
            => jobs.Find(id)?.Attempts.FirstOrDefault(a => a.Number == number) is { } attempt
                ? Results.File(System.Text.Encoding.UTF8.GetBytes(attempt.LogTail), "text/plain; charset=utf-8", $"job-{id}-attempt-{number}.log")
                : Results.NotFound()).Requires(Policy.Reader);
    }
}
