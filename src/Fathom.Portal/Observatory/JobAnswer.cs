using Fathom.Vo.Uws;
using Microsoft.AspNetCore.Http;

namespace Fathom.Portal.Observatory;

/// <summary>The job list and the jobs below it over HTTP.</summary>
internal static class JobAnswer
{
    /// <summary>Answers.</summary>
    /// <param name="context">The request.</param>
    /// <param name="desk">What is published.</param>
    /// <param name="list">Path of the job list.</param>
    /// <param name="path">What follows it.</param>
    public static async Task SendAsync(HttpContext context, ObservatoryDesk desk, string list, string path)
    {
        PublishedRoute.Open(context);
        var request = new UwsRequest(
            context.Request.Method, path.Split('/', StringSplitOptions.RemoveEmptyEntries), await PublishedRoute.ParametersAsync(context),
            $"anonymous@{context.Connection.RemoteIpAddress}", PublishedRoute.Address(context, list));
        UwsAnswer answer = await desk.Jobs.AnswerAsync(request, context.RequestAborted);
        if (answer.Location is { } place)
        {
            context.Response.StatusCode = answer.Status;
            context.Response.Headers.Location = place.ToString();
            return;
        }

        if (answer.File is { } file)
        {
            await Results.File(file, answer.MediaType, enableRangeProcessing: true).ExecuteAsync(context);
            return;
        }

        await PublishedRoute.SendAsync(context, answer.MediaType, answer.Body, answer.Status);
    }
}
