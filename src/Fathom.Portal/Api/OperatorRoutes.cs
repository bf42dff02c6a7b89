using Fathom.Portal.Access;
using Fathom.Portal.Live;
using Fathom.Portal.Server;
using Fathom.Production;
using Fathom.Production.Operations;
using Fathom.Production.Protocol;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fathom.Portal.Api;

/// <summary>The operator's commands. Answers: 200 with a <see cref="CommandReply"/>, 409 with the reason where it was refused.</summary>
public static class OperatorRoutes
{
    /// <summary>Adds the routes.</summary>
    public static void MapOperator(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api").Requires(Policy.Operator);
        api.MapPost("/commands", CommandAsync);
        api.MapGet("/jobs/{id:long}/peek", PeekAsync);
    }

    /// <summary>Last lines of a payload that runs: 200 with a <see cref="PeekedLog"/>, 404 where no pilot brought them within 2 heartbeats.</summary>
    private static async Task<IResult> PeekAsync(HttpContext context, long id, PeekDesk desk, ServerOptions options)
    {
        var patience = TimeSpan.FromSeconds((2 * options.HeartbeatSeconds) + 2);
        return await desk.PeekAsync(id, patience, context.RequestAborted) is { } log
            ? Results.Json(log, ProtocolJson.Default.PeekedLog)
            : Results.Text($"Job {id} does not run at any pilot that answers.", statusCode: StatusCodes.Status404NotFound);
    }

    /// <summary>How the ledger names who was let in.</summary>
    internal static string Actor(HttpContext context) => Actors.User(GateKeeper.Principal(context).Name);

    private static async Task<IResult> CommandAsync(HttpContext context, OperatorCommands commands)
    {
        var command = await JsonBody.ReadAsync<OperatorCommand>(context, OperatorJson.Options);
        var reply = await commands.RunAsync(GateKeeper.RequestId(context), command, Actor(context));
        return Results.Json(reply, OperatorJson.Options, statusCode: reply.Done ? StatusCodes.Status200OK : StatusCodes.Status409Conflict);
    }
}
