using Fathom.Vo.Adql;
using Fathom.Vo.Tap;
using Fathom.Vo.Uws;
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
        List<UwsParameter> parameters = await PublishedRoute.ParametersAsync(context);
        if (TapRequest.Read(parameters, desk.Limits, out TapRequest? request) is { } wrong)
        {
            await RefuseAsync(context, wrong, StatusCodes.Status400BadRequest);
            return;
        }

        using var limit = new CancellationTokenSource(desk.Limits.SyncTime, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, context.RequestAborted);
        try
        {
            PublishedQuery prepared = desk.Queries.Prepare(request!.Query);
            context.Response.ContentType = request.Format.ContentType;
            await TapQueries.WriteAsync(request, prepared, context.Response.BodyWriter, stop.Token);
        }
        catch (AdqlException wrongQuery) when (!context.Response.HasStarted)
        {
            await RefuseAsync(context, wrongQuery.Message, StatusCodes.Status400BadRequest);
        }
        catch (IOException disk) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            await desk.Log.WriteLineAsync($"A query was not answered: {disk.Message}");
            await RefuseAsync(context, "The server has no room for this query now. Its operator has been told; try again later.", StatusCodes.Status503ServiceUnavailable);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            await LateAsync(context, desk.Limits.SyncTime);
        }
    }

    // What has been sent cannot be taken back; a connection that breaks is the only word left.
    private static async Task LateAsync(HttpContext context, TimeSpan most)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        await RefuseAsync(context, $"The query took longer than the {most.TotalSeconds:0} s of a synchronous one: send it to async.", StatusCodes.Status400BadRequest);
    }

    private static Task RefuseAsync(HttpContext context, string why, int status) => PublishedRoute.SendAsync(context, FaultType, TapFault.Document(why), status);
}
