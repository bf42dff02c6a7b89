using Fathom.Catalog;
using Fathom.Database.Faults;
using Fathom.Database.Requests;
using Fathom.Portal.Access;
using Fathom.Portal.Pages;
using Fathom.Portal.Pages.Errors;
using Fathom.Production.Pilots;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Fathom.Portal.Server;

/// <summary>Turns refusals, faults and missing pages into answers: JSON for the API, a page for people.</summary>
internal static class RequestFaults
{
    /// <summary>Adds the outermost step, around everything that may fail.</summary>
    public static void UseRequestFaults(this WebApplication app, TimeProvider time)
    {
        var standing = new StandingFaults(app.Logger, time);
        app.Use((context, next) => AnswerFaultsAsync(app, standing, context, next));
    }

    private static async Task AnswerFaultsAsync(WebApplication app, StandingFaults standing, HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
            if (context.Response is { StatusCode: StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed, HasStarted: false, ContentType: null })
            {
                await AnswerAsync(context, new Answer(context.Response.StatusCode, "NotFound", $"There is nothing at {context.Request.Path}."));
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // nobody listens any more
        }
        catch (Exception fault) when (!context.Response.HasStarted)
        {
            var answer = Of(fault);
            if (fault is WorkspaceException refused)
            {
                standing.Meet(refused);
            }
            else if (answer.Status >= 500)
            {
                app.Logger.LogError(fault, "{Method} {Path} failed, request {Id}", context.Request.Method, context.Request.Path, context.TraceIdentifier);
            }

            await AnswerAsync(context, answer);
        }
    }

    /// <summary>Adds the gate.</summary>
    public static void UseGate(this WebApplication app, GateKeeper keeper) => app.Use(async (context, next) =>
    {
        var verdict = await keeper.DecideAsync(context);
        if (verdict.Passes)
        {
            await next(context);
            return;
        }

        if (verdict.Status == StatusCodes.Status401Unauthorized)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
        }

        await AnswerAsync(context, new Answer(verdict.Status, "Refused", verdict.Reason));
    });

    private static Answer Of(Exception fault) => fault switch
    {
        PilotGoneException gone => new(StatusCodes.Status410Gone, "PilotGone", gone.Message),
        RequestConflictException conflict => new(StatusCodes.Status422UnprocessableEntity, "RequestConflict", conflict.Message),
        RequestExpiredException expired => new(StatusCodes.Status422UnprocessableEntity, "RequestExpired", expired.Message),
        CatalogueException refused => new(StatusCodes.Status422UnprocessableEntity, refused.Cause, refused.Message),
        BadHttpRequestException bad => new(bad.StatusCode, "Malformed", bad.Message),
        InvalidDataException bad => new(StatusCodes.Status400BadRequest, "Malformed", bad.Message),
        WorkspaceException disk => new(StatusCodes.Status503ServiceUnavailable, disk.Problem.ToString(), disk.Message),
        _ => new(StatusCodes.Status500InternalServerError, "Defect", ""),
    };

    private static Task AnswerAsync(HttpContext context, Answer answer)
    {
        context.Response.StatusCode = answer.Status;
        if (answer.Status == StatusCodes.Status503ServiceUnavailable)
        {
            context.Response.Headers.RetryAfter = "5";
        }

        if (context.Request.Path.StartsWithSegments("/api"))
        {
            return context.Response.WriteAsJsonAsync(new
            {
                cause = answer.Cause,
                message = answer.Message.Length > 0 ? answer.Message : $"A defect; the server's log has it under request {context.TraceIdentifier}.",
                request = context.TraceIdentifier,
            });
        }

        return new PageResult(visitor => answer.Status switch
        {
            StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed => ErrorPages.NotFound(visitor.Address),
            StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden => ErrorPages.Refused(answer.Status, answer.Message),
            StatusCodes.Status500InternalServerError => ErrorPages.Failed(context.TraceIdentifier),
            _ => ErrorPages.Malformed(answer.Message) with { Status = answer.Status },
        }).ExecuteAsync(context);
    }

    private sealed record Answer(int Status, string Cause, string Message);
}
