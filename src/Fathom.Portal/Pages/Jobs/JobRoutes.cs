using Fathom.Portal.Access;
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
        routes.MapGet("/jobs", (string? state, string? campaign, string? transformation, string? run, string? cause, long? after, JobReader jobs) =>
        {
            var filter = new JobFilter(Filter.Text(state), Filter.Text(campaign), Filter.Text(transformation), Filter.Number(run), Filter.Text(cause));
            return new PageResult(_ => JobsPage.Render(filter, jobs.List(filter, after ?? 0, PageSize)));
        }).Requires(Policy.Reader);
        routes.MapGet("/jobs/{id:long}", (long id, JobReader jobs)
            => new PageResult(visitor => jobs.Find(id) is { } job ? JobPage.Render(job, visitor) : null)).Requires(Policy.Reader);
        routes.MapGet("/jobs/{id:long}/attempts/{number:int}/log", (long id, int number, JobReader jobs)
            => jobs.Log(id, number) is { } log
                ? Results.File(System.Text.Encoding.UTF8.GetBytes(log), "text/plain; charset=utf-8", $"job-{id}-attempt-{number}.log")
                : Results.NotFound()).Requires(Policy.Reader);
    }
}
