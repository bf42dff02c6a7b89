using System.Text;
using Fathom.Portal.Access;
using Fathom.Production.Logs;
using Fathom.Production.Protocol;
using Fathom.Production.Queries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Fathom.Portal.Content;

/// <summary>Logs of attempts: brought by pilots, read by people.</summary>
public static class LogRoutes
{
    private const string PlainText = "text/plain; charset=utf-8";
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    /// <summary>Adds the routes.</summary>
    public static void MapLogs(this IEndpointRouteBuilder routes)
    {
        routes.MapPut(Routes.LogTemplate, PutAsync).Requires(Policy.Output).WithRequestTimeout(Longest);
        routes.MapGet(Routes.LogTemplate, GetAsync).Requires(Policy.Reader).WithRequestTimeout(Longest);
        routes.MapGet("/jobs/{job:long}/attempts/{attempt:int}/log", GetAsync).Requires(Policy.Reader).WithRequestTimeout(Longest);
    }

    private static async Task PutAsync(HttpContext context, long job, int attempt, LogDesk desk, bool failed = false)
    {
        if (!desk.Doors.TryEnter())
        {
            ContentRoutes.SendAway(context);
            return;
        }

        try
        {
            LogAnswer answer = await TakeAsync(context, desk, job, attempt, failed);
            await (answer.Status == StatusCodes.Status204NoContent ? Results.NoContent() : Results.Text(answer.Reason, statusCode: answer.Status)).ExecuteAsync(context);
        }
        finally
        {
            desk.Doors.Leave();
        }
    }

    // Who may, and how much, is known before a byte is read.
    private static async Task<LogAnswer> TakeAsync(HttpContext context, LogDesk desk, long job, int attempt, bool failed)
    {
        if (desk.Owner(GateKeeper.Principal(context).Creation!, job, attempt) is not { } transformation)
        {
            return new(StatusCodes.Status409Conflict, "The token is not this attempt's, or the attempt is closed.");
        }

        if (context.Request.ContentLength is not { } length)
        {
            return new(StatusCodes.Status411LengthRequired, "A log comes with its length.");
        }

        if (length is 0 or > LogHead.MostPacked)
        {
            return new(StatusCodes.Status413PayloadTooLarge, $"Expected 1 to {LogHead.MostPacked} bytes, found {length}.");
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = LogHead.MostPacked;
        }

        byte[] packed = new byte[length];
        await context.Request.Body.ReadExactlyAsync(packed, context.RequestAborted);
        return desk.Keep(transformation, job, attempt, failed, context.Request.Headers[Routes.LogHashHeader].ToString(), packed);
    }

    private static async Task GetAsync(HttpContext context, long job, int attempt, JobQueries jobs, LogDesk desk)
    {
        if (jobs.Find(job) is not { } detail || detail.Attempts.FirstOrDefault(one => one.Number == attempt) is not { } row)
        {
            await Results.NotFound().ExecuteAsync(context);
            return;
        }

        if (!desk.Doors.TryEnter())
        {
            ContentRoutes.SendAway(context);
            return;
        }

        try
        {
            string? name = context.Request.Query.ContainsKey("download") ? $"job-{job}-attempt-{attempt}.log" : null;
            await Results.Stream(desk.Shelf.Of(detail, row)?.Read() ?? Tail(row), PlainText, name).ExecuteAsync(context);
        }
        catch (InvalidDataException damaged) when (!context.Response.HasStarted)
        {
            await Results.Text(damaged.Message, statusCode: StatusCodes.Status500InternalServerError).ExecuteAsync(context);
        }
        finally
        {
            desk.Doors.Leave();
        }
    }

    private static MemoryStream Tail(AttemptRow attempt) => new(Encoding.UTF8.GetBytes(attempt.LogTail), writable: false);
}
