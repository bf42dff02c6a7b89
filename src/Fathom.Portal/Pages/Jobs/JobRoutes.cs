using Fathom.Database.Writing;
using Fathom.Portal.Access;
using Fathom.Portal.Api;
using Fathom.Production.Monitor;
using Fathom.Production.Queries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fathom.Portal.Pages.Jobs;

/// <summary>Where jobs are shown.</summary>
public static class JobRoutes
{
    /// <summary>Adds the routes.</summary>
    public static void MapJobs(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/jobs", ListAsync).Requires(Policy.Reader);
        routes.MapGet("/jobs/{id:long}", (long id, JobQueries jobs, EventQueries events) => new PageResult(visitor
            => jobs.Find(id) is { } job ? JobPage.Render(job, events.Of(Subjects.Job, id), visitor) : null)).Requires(Policy.Reader);
        routes.MapGet("/jobs/{id:long}/attempts/{number:int}/log", (long id, int number, JobQueries jobs)
            => jobs.Find(id)?.Attempts.FirstOrDefault(a => a.Number == number) is { } attempt
                ? Results.File(System.Text.Encoding.UTF8.GetBytes(attempt.LogTail), "text/plain; charset=utf-8", $"job-{id}-attempt-{number}.log")
                : Results.NotFound()).Requires(Policy.Reader);
    }

    private static async Task ListAsync(HttpContext context, JobMonitor monitor, TimeProvider time)
    {
        var question = JobMonitorRoutes.Question(context.Request, time, Notices.Parameter);
        using var slot = await monitor.EnterAsync(context.RequestAborted);
        await new PageResult(_ => JobsPage.Render(JobListing.Read(question, monitor))).ExecuteAsync(context);
    }
}
