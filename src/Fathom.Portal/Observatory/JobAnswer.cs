using System.Text;
using Fathom.Portal.Access;
using Fathom.Portal.Observatory.Requests;
using Fathom.Vo.Uws;
using Microsoft.AspNetCore.Http;

namespace Fathom.Portal.Observatory;

/// <summary>The job list and the jobs below it over HTTP.</summary>
internal static class JobAnswer
{
    private const string PlainText = "text/plain; charset=utf-8";

    /// <summary>Answers.</summary>
    /// <param name="context">The request.</param>
    /// <param name="desk">What is published.</param>
    /// <param name="list">Path of the job list.</param>
    /// <param name="path">What follows it.</param>
    public static async Task SendAsync(HttpContext context, ObservatoryDesk desk, string list, string path)
    {
        // Whose jobs these are is known by the address alone, which a page of another site shares with who reads it.
        if (LocalRequest.Origin(context.Request) == RequestOrigin.Foreign)
        {
            await PublishedRoute.SendAsync(context, PlainText, "Another site's page does not see jobs.\n"u8.ToArray(), StatusCodes.Status403Forbidden);
            return;
        }

        try
        {
            using ReceivedRequest received = await ReceivedRequest.ReadAsync(context, desk);
            var request = new UwsRequest(
                context.Request.Method, path.Split('/', StringSplitOptions.RemoveEmptyEntries), received.Parameters, PublishedRoute.Client(context), PublishedRoute.AddressAsked(context, list))
            {
                Files = [.. received.Uploads.Select(upload => new UwsFile(upload.Item.FileName, upload.Path))],
            };
            await SendAsync(context, await desk.Jobs.AnswerAsync(request, context.RequestAborted));
        }
        catch (RefusedRequestException) when (context.RequestAborted.IsCancellationRequested)
        {
            // It was cut short because its sender has left: nobody listens any more.
        }
        catch (RefusedRequestException refused)
        {
            await RefuseAsync(context, refused.Status, refused.Message);
        }
        catch (IOException disk) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            await desk.Log.WriteLineAsync($"A job was not made or changed: {disk.Message}");
            await RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, "The server has no room for this job now. Its operator has been told; try again later.");
        }
    }

    private static Task RefuseAsync(HttpContext context, int status, string why)
    {
        if (status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable)
        {
            context.Response.Headers.RetryAfter = "5";
        }

        return PublishedRoute.SendAsync(context, PlainText, Encoding.UTF8.GetBytes(why + "\n"), status);
    }

    private static async Task SendAsync(HttpContext context, UwsAnswer answer)
    {
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

        if (answer.Status == StatusCodes.Status503ServiceUnavailable)
        {
            context.Response.Headers.RetryAfter = "60";
        }

        await PublishedRoute.SendAsync(context, answer.MediaType, answer.Body, answer.Status);
    }
}
