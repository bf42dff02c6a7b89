using Fathom.Portal.Access;
using Fathom.Portal.Live;
using Fathom.Production;
using Fathom.Production.Acceptance;
using Fathom.Production.Attempts;
using Fathom.Production.Protocol;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fathom.Portal.Api;

/// <summary>What pilots ask; see <see cref="Routes"/> for the answers.</summary>
public static class PilotRoutes
{
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromMinutes(5);

    /// <summary>Adds the routes.</summary>
    public static void MapPilots(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(Routes.Register, RegisterAsync).Requires(Policy.Bootstrap);
        var pilots = routes.MapGroup("").Requires(Policy.Pilot);
        pilots.WithRequestTimeout(LongestAnswer);
        pilots.MapPost(Routes.LeaseTemplate, LeaseAsync);
        pilots.MapPost(Routes.EventsTemplate, EventsAsync);
        pilots.MapPost(Routes.HeartbeatTemplate, HeartbeatAsync);
        pilots.MapPost(Routes.EndTemplate, EndAsync);
        pilots.MapPost(Routes.Started, StartedAsync);
        pilots.MapPost(Routes.Uploaded, UploadedAsync);
        pilots.MapPost(Routes.Failed, FailedAsync);
    }

    private static async Task<IResult> RegisterAsync(HttpContext context, Ledger ledger, PilotAdmission admission)
    {
        var registration = await JsonBody.ReadAsync(context, ProtocolJson.Default.PilotRegistration);
        var (principal, request) = (GateKeeper.Principal(context), GateKeeper.RequestId(context));
        if (!admission.MayRegister(principal, request))
        {
            return Results.Text("The bootstrap secret is spent: another pilot registered with it.", statusCode: StatusCodes.Status403Forbidden);
        }

        var welcome = await ledger.RegisterPilotAsync(request, registration);
        admission.Registered(principal, welcome.PilotId);
        return Results.Json(welcome, ProtocolJson.Default.PilotWelcome);
    }

    // Older pilots send no body that says how many, and older ones still none at all.
    private static async Task<IResult> LeaseAsync(HttpContext context, long id, Ledger ledger)
    {
        LeaseRequest? wanted = context.Request.ContentLength is null or > 0 ? await JsonBody.ReadAsync(context, ProtocolJson.Default.LeaseRequest) : null;
        if (wanted?.Count is < 1 or > PilotEvents.Most)
        {
            throw new BadHttpRequestException($"Expected 1 to {PilotEvents.Most} jobs, found {wanted!.Count}.");
        }

        var reply = wanted?.Count is { } count
            ? await ledger.LeaseAsync(GateKeeper.RequestId(context), id, count, wanted.RemainingSeconds)
            : await ledger.LeaseAsync(GateKeeper.RequestId(context), id);
        return new JsonReply<LeaseReply>(reply, ProtocolJson.Default.LeaseReply);
    }

    private static async Task<IResult> EventsAsync(HttpContext context, long id, EventBatches batches)
    {
        var (batch, body) = await JsonBody.ReadWholeAsync(context, ProtocolJson.Default.PilotEvents);
        if (EventBatches.Fault(batch) is { } fault)
        {
            throw new BadHttpRequestException($"The batch is not acceptable: {fault}.");
        }

        return new JsonReply<PilotEventsReply>(
            await batches.TakeAsync(GateKeeper.RequestId(context), id, batch, body), ProtocolJson.Default.PilotEventsReply);
    }

    private static async Task<IResult> HeartbeatAsync(HttpContext context, long id, Ledger ledger, PeekDesk peeks)
    {
        var beat = await JsonBody.ReadAsync(context, ProtocolJson.Default.Heartbeat);
        HeartbeatReply reply = ledger.Heartbeat(id, beat) with { Peek = peeks.Heard(beat) };
        if (GateKeeper.Principal(context).Expires is { } expires)
        {
            reply = reply with { Token = ledger.RenewToken(id, expires) };
        }

        return Results.Json(reply, ProtocolJson.Default.HeartbeatReply);
    }

    private static async Task<IResult> EndAsync(HttpContext context, long id, Ledger ledger)
    {
        await ledger.EndPilotAsync(GateKeeper.RequestId(context), id);
        return Results.NoContent();
    }

    private static async Task<IResult> StartedAsync(HttpContext context, Ledger ledger)
    {
        var started = await JsonBody.ReadAsync(context, ProtocolJson.Default.AttemptStarted);
        return Answer(await ledger.StartedAsync(GateKeeper.RequestId(context), Pilot(context), started));
    }

    private static async Task<IResult> UploadedAsync(HttpContext context, AcceptanceService acceptance)
    {
        var uploaded = await JsonBody.ReadAsync(context, ProtocolJson.Default.AttemptUploaded);
        var reply = await acceptance.UploadedAsync(GateKeeper.RequestId(context), Pilot(context), uploaded);
        return Results.Json(reply, ProtocolJson.Default.AcceptanceReply);
    }

    private static async Task<IResult> FailedAsync(HttpContext context, Ledger ledger)
    {
        var failed = await JsonBody.ReadAsync(context, ProtocolJson.Default.AttemptFailed);
        return Answer(await ledger.FailedAsync(GateKeeper.RequestId(context), Pilot(context), failed));
    }

    private static IResult Answer(FenceReply reply) => reply.Held
        ? Results.NoContent()
        : Results.Json(new AcceptanceReply(false, reply.Reason), ProtocolJson.Default.AcceptanceReply, statusCode: StatusCodes.Status409Conflict);

    private static long Pilot(HttpContext context)
        => GateKeeper.Principal(context).PilotId ?? throw new InvalidOperationException("The gate let in someone who is no pilot.");
}
