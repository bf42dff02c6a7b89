using System.Globalization;
using Fathom.Portal.Access;
using Fathom.Portal.Api;
using Fathom.Production.Diagnosis.Causes;
using Fathom.Production.Operations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fathom.Portal.Pages.Causes;

/// <summary>Where causes of failures are shown, and acted on.</summary>
public static class CauseRoutes
{
    /// <summary>Adds the routes.</summary>
    public static void MapCauses(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/causes", (string? campaign, CauseQueries causes) => new PageResult(_
            => CausesPage.Render(causes.List(Filter.Text(campaign)), Filter.Text(campaign)))).Requires(Policy.Reader);
        routes.MapGet("/causes/{id}", (string id, string? campaign, CauseQueries causes, CausePlanner planner) => new PageResult(visitor
            => causes.Find(id, Filter.Text(campaign)) is { } cause
                ? CausePage.Render(cause, Plans(id, Filter.Text(campaign), planner), Filter.Text(campaign), visitor)
                : null)).Requires(Policy.Reader);
        routes.MapPost("/causes/{id}/apply", ApplyAsync).Requires(Policy.OperatorForm);
    }

    private static CausePlan[] Plans(string id, string? campaign, CausePlanner planner) =>
        [.. Enum.GetValues<CauseVerb>().Select(verb => planner.Plan(new ApplyToCause(id, verb, "", true, campaign)))];

    private static async Task<IResult> ApplyAsync(HttpContext context, string id, string? campaign, OperatorCommands commands)
    {
        IFormCollection form = context.Request.Form;
        if (!Enum.TryParse(form["verb"].ToString(), out CauseVerb verb) || !Enum.IsDefined(verb))
        {
            return Results.BadRequest();
        }

        double? value = Number(form["value"].ToString());
        var raises = verb is CauseVerb.MoreMemory or CauseVerb.MoreTime;
        var asked = new ApplyToCause(
            id, verb, FormRoutes.Reason(context), false, Filter.Text(campaign), verb.Bans() ? [.. form["only"].OfType<string>()] : null,
            raises && value is null ? Number(form["factor"].ToString()) ?? 2 : null, raises ? value : null);
        return FormRoutes.Back(await FormRoutes.RunAsync(context, commands, asked), CausesPage.Address(id), "cause-applied");
    }

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
