using Fathom.Portal.Access;
using Fathom.Portal.Live;
using Fathom.Portal.Server;
using Fathom.Production;
using Fathom.Production.Campaigns;
using Fathom.Production.Operations;
using Fathom.Production.Protocol;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fathom.Portal.Api;

/// <summary>The operator's writes. Answers: 200 with an <see cref="OperationReply"/>, 409 with the reason where it was refused.</summary>
public static class OperatorRoutes
{
    /// <summary>Adds the routes.</summary>
    public static void MapOperator(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api").Requires(Policy.Operator);
        api.MapPost("/campaigns", CreateAsync);
        api.MapPost("/campaigns/{name}/start", async (HttpContext context, string name, Ledger ledger)
            => Answer(await ledger.StartCampaignAsync(GateKeeper.RequestId(context), name, Actor(context))));
        api.MapPost("/campaigns/{name}/stop", async (HttpContext context, string name, Ledger ledger)
            => Answer(await ledger.StopCampaignAsync(GateKeeper.RequestId(context), name, Actor(context))));
        api.MapPost("/jobs/{id:long}/reschedule", async (HttpContext context, long id, Ledger ledger) => Answer(
            await ledger.RescheduleAsync(GateKeeper.RequestId(context), id, (await ReasonAsync(context)).Text, Actor(context))));
        api.MapGet("/jobs/{id:long}/peek", PeekAsync);
        api.MapPost("/jobs/{id:long}/kill", async (HttpContext context, long id, Ledger ledger) => Answer(
            await ledger.KillAsync(GateKeeper.RequestId(context), id, (await ReasonAsync(context)).Text, Actor(context))));
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

    private static async Task<IResult> CreateAsync(HttpContext context, Ledger ledger)
    {
        var definition = await JsonBody.ReadAsync<CampaignDefinition>(context, OperatorJson.Options);
        var reply = await ledger.CreateCampaignAsync(GateKeeper.RequestId(context), definition, Actor(context));
        return Answer(new OperationReply(reply.Accepted, reply.Reason));
    }

    private static Task<Reason> ReasonAsync(HttpContext context) => JsonBody.ReadAsync<Reason>(context, OperatorJson.Options);

    private static IResult Answer(OperationReply reply) => Results.Json(
        reply, OperatorJson.Options, statusCode: reply.Done ? StatusCodes.Status200OK : StatusCodes.Status409Conflict);
}
