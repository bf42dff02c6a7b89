using System.Net;
using Fathom.Portal.Access;
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

        var request = new UwsRequest(
            context.Request.Method, path.Split('/', StringSplitOptions.RemoveEmptyEntries), await PublishedRoute.ParametersAsync(context),
            OwnerOf(context), PublishedRoute.Address(context, list));
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

    // Behind a web server on this machine all connections are its own: it says who asks, as the last entry, which no client can set.
    private static string OwnerOf(HttpContext context)
    {
        IPAddress? address = context.Connection.RemoteIpAddress;
        string last = context.Request.Headers["X-Forwarded-For"].ToString().Split(',')[^1].Trim();
        return $"anonymous@{(address is not null && IPAddress.IsLoopback(address) && IPAddress.TryParse(last, out IPAddress? client) ? client : address)}";
    }
}
