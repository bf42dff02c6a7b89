using Fathom.Database.Writing;
using Fathom.Portal.Access;
using Fathom.Portal.Api;
using Fathom.Portal.Content;
using Fathom.Production.Logs;
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
        routes.MapGet("/jobs/{id:long}", (long id, JobQueries jobs, EventQueries events, LogShelf logs, LogDesk desk) => new PageResult(visitor
            => jobs.Find(id) is { } job ? JobPage.Render(job, events.Of(Subjects.Job, id), Whole(job, logs, desk), visitor) : null)).Requires(Policy.Reader);
    }

    // Only attempts whose tail may not be all of it are looked up.
    private static Dictionary<int, KeptLog> Whole(JobDetail job, LogShelf logs, LogDesk desk) => job.Attempts
        .Select(attempt => (attempt.Number, Log: logs.Of(job, attempt)))
        .Where(found => found.Log is not null)
        .ToDictionary(found => found.Number, found => new KeptLog(found.Log!.Bytes, found.Number == job.Job.Attempt ? desk.EndOf(found.Log) : ""));

    private static async Task ListAsync(HttpContext context, JobMonitor monitor, TimeProvider time)
    {
        var question = JobMonitorRoutes.Question(context.Request, time, Notices.Parameter);
        using var slot = await monitor.EnterAsync(context.RequestAborted);
        await new PageResult(_ => JobsPage.Render(JobListing.Read(question, monitor))).ExecuteAsync(context);
    }
}
