using Fathom.Portal.Access;
using Fathom.Portal.Pages.Campaigns;
using Fathom.Production.Operations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fathom.Portal.Api;

/// <summary>The operator's buttons: plain forms with a reason, so that they work without script. Each is a command of the operator, so that
/// preflight and log stand behind it. They end at the page that they came from; a campaign that is refused, at its preflight.</summary>
public static class FormRoutes
{
    private const int LongestReason = 500;

    /// <summary>Adds the routes.</summary>
    public static void MapForms(this IEndpointRouteBuilder routes)
    {
        var forms = routes.MapGroup("").Requires(Policy.OperatorForm);
        forms.MapPost("/campaigns/{name}/start", async (HttpContext context, string name, OperatorCommands commands) =>
        {
            var reason = Reason(context);
            var force = context.Request.Form["force"].ToString().Length > 0 ? reason : null;
            var reply = await RunAsync(context, commands, new StartCampaign(name, force, reason));
            return reply.Done ? Back(reply, CampaignPage.Address(name), "started") : Results.LocalRedirect(PreflightPage.Address(name));
        });
        forms.MapPost("/campaigns/{name}/stop", async (HttpContext context, string name, OperatorCommands commands) => Back(
            await RunAsync(context, commands, new StopCampaign(name, Reason(context))), CampaignPage.Address(name), "stopped"));
        forms.MapPost("/jobs/{id:long}/reschedule", async (HttpContext context, long id, OperatorCommands commands) => Back(
            await RunAsync(context, commands, new ChangeJob(false, id, Reason(context))), $"/jobs/{id}", "rescheduled"));
        forms.MapPost("/jobs/{id:long}/kill", async (HttpContext context, long id, OperatorCommands commands) => Back(
            await RunAsync(context, commands, new ChangeJob(true, id, Reason(context))), $"/jobs/{id}", "killed"));
        forms.MapPost("/log/{id:long}/undo", async (HttpContext context, long id, OperatorCommands commands) => Back(
            await RunAsync(context, commands, new UndoAction(id, Reason(context))), $"/log/{id}", "undone"));
        forms.MapPost("/sites/{name}/ban", async (HttpContext context, string name, bool? lift, OperatorCommands commands) => Back(
            await RunAsync(context, commands, new BanSite(name, lift ?? false, Reason(context))), "/sites", lift == true ? "ban-lifted" : "banned"));
        forms.MapPost("/nodes/{name}/ban", async (HttpContext context, string name, bool? lift, OperatorCommands commands) => Back(
            await RunAsync(context, commands, new BanNode(name, lift ?? false, Reason(context))), "/sites", lift == true ? "ban-lifted" : "banned"));
        forms.MapPost("/elements/{name}/ban", async (HttpContext context, string name, bool? lift, OperatorCommands commands) => Back(
            await RunAsync(context, commands, new BanElement(name, lift ?? false, Reason(context))), "/sites", lift == true ? "ban-lifted" : "banned"));
    }

    /// <summary>What the operator gave as reason.</summary>
    internal static string Reason(HttpContext context)
    {
        var reason = context.Request.Form["reason"].ToString().Trim();
        return reason.Length <= LongestReason ? reason : reason[..LongestReason];
    }

    internal static Task<CommandReply> RunAsync(HttpContext context, OperatorCommands commands, OperatorCommand command)
        => commands.RunAsync(GateKeeper.RequestId(context), command, OperatorRoutes.Actor(context));

    internal static IResult Back(CommandReply reply, string page, string done)
        => Results.LocalRedirect($"{page}?done={(reply.Done ? done : "refused")}");
}
