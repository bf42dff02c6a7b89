using Fathom.Portal.Observatory.Requests;
using Fathom.Vo.Adql;
using Fathom.Vo.Publishing;
using Fathom.Vo.Tap;
using Fathom.Vo.Tap.Uploads;
using Microsoft.AspNetCore.Http;

namespace Fathom.Portal.Observatory;

/// <summary>Synchronous queries: rows go out as they are found.</summary>
internal static class SyncAnswer
{
    private const string FaultType = "application/x-votable+xml";

    /// <summary>Answers.</summary>
    public static async Task SendAsync(HttpContext context, ObservatoryDesk desk, TimeProvider time)
    {
        PublishedRoute.Open(context);
        try
        {
            using ReceivedRequest received = await ReceivedRequest.ReadAsync(context, desk);
            if (TapRequest.Read(received.Parameters, desk.Limits, out TapRequest? request) is { } wrong)
            {
                throw new RefusedRequestException(StatusCodes.Status400BadRequest, wrong);
            }

            using IDisposable place = desk.Answering.Enter(PublishedRoute.Client(context));
            await AnswerAsync(context, desk, request!, received, time);
        }
        catch (RefusedRequestException) when (context.RequestAborted.IsCancellationRequested)
        {
            // It was cut short because its sender has left: nobody listens any more.
        }
        catch (Exception fault) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested && Refusal(fault) is not null)
        {
            (int status, string why) = Refusal(fault)!.Value;
            if (fault is IOException)
            {
                await desk.Log.WriteLineAsync($"A query was not answered: {fault.Message}");
            }

            if (status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable)
            {
                context.Response.Headers.RetryAfter = "5";
            }

            await PublishedRoute.SendAsync(context, FaultType, TapFault.Document(why), status);
        }
    }

    private static async Task AnswerAsync(HttpContext context, ObservatoryDesk desk, TapRequest request, ReceivedRequest received, TimeProvider time)
    {
        CancellationToken stop = context.RequestAborted;
        using UploadedTables? uploads = received.Uploads.Count == 0 ? null
            : await UploadedTables.OpenAsync(received.Uploads.Select(upload => (upload.Item.Table, upload.Path)), received.Scratch, desk.Limits, stop);
        PublishedQuery prepared = desk.Queries.Prepare(request.Query, uploads);
        PublishedRoute.LimitSlowness(context, desk.Limits);
        context.Response.ContentType = request.Format.ContentType;
        await TapQueries.WriteAsync(request, prepared, (desk.Limits.SyncTime, time), context.Response.BodyWriter, stop);
    }

    private static (int Status, string Why)? Refusal(Exception fault) => fault switch
    {
        RefusedRequestException refused => (refused.Status, refused.Message),
        AdqlException or UploadException or TimeoutException => (StatusCodes.Status400BadRequest, fault.Message),
        CopyNotReadyException => (StatusCodes.Status503ServiceUnavailable, fault.Message),
        IOException => (StatusCodes.Status503ServiceUnavailable, "The server has no room for this query now. Its operator has been told; try again later."),
        _ => null,
    };
}
