using Fathom.Portal.Access;
using Fathom.Portal.Pages.Campaigns;
using Fathom.Production;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fathom.Portal.Api;

/// <summary>The operator's buttons: plain forms, so that they work without script. They end at the page that they came from.</summary>
public static class FormRoutes
{
    private const string Reason = "from the portal";

    /// <summary>Adds the routes.</summary>
    public static void MapForms(this IEndpointRouteBuilder routes)
    {
        var forms = routes.MapGroup("").Requires(Policy.OperatorForm);
        forms.MapPost("/campaigns/{name}/start", async (HttpContext context, string name, Ledger ledger) => Back(
            await ledger.StartCampaignAsync(GateKeeper.RequestId(context), name, OperatorRoutes.Actor(context)), CampaignPage.Address(name), "started"));
        forms.MapPost("/campaigns/{name}/stop", async (HttpContext context, string name, Ledger ledger) => Back(
            await ledger.StopCampaignAsync(GateKeeper.RequestId(context), name, OperatorRoutes.Actor(context)), CampaignPage.Address(name), "stopped"));
        forms.MapPost("/jobs/{id:long}/reschedule", async (HttpContext context, long id, Ledger ledger) => Back(
            await ledger.RescheduleAsync(GateKeeper.RequestId(context), id, Reason, OperatorRoutes.Actor(context)), $"/jobs/{id}", "rescheduled"));
        forms.MapPost("/jobs/{id:long}/kill", async (HttpContext context, long id, Ledger ledger) => Back(
            await ledger.KillAsync(GateKeeper.RequestId(context), id, Reason, OperatorRoutes.Actor(context)), $"/jobs/{id}", "killed"));
    }

    private static IResult Back(OperationReply reply, string page, string done)
        => Results.LocalRedirect($"{page}?done={(reply.Done ? done : "refused")}");
}
