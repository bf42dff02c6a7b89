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
        routes.MapGet("/causes/{id}", (string id, string? campaign, CauseQueries causes) => new PageResult(visitor
            => causes.Find(id, Filter.Text(campaign)) is { } cause
                ? CausePage.Render(cause, causes.Plan(id, CauseVerb.Retry, Filter.Text(campaign)), causes.Plan(id, CauseVerb.Kill, Filter.Text(campaign)), Filter.Text(campaign), visitor)
                : null)).Requires(Policy.Reader);
        var forms = routes.MapGroup("").Requires(Policy.OperatorForm);
        forms.MapPost("/causes/{id}/retry", (HttpContext context, string id, string? campaign, CauseQueries causes, OperatorCommands commands)
            => ApplyAsync(context, causes.Plan(id, CauseVerb.Retry, Filter.Text(campaign)), "cause-retried", commands));
        forms.MapPost("/causes/{id}/kill", (HttpContext context, string id, string? campaign, CauseQueries causes, OperatorCommands commands)
            => ApplyAsync(context, causes.Plan(id, CauseVerb.Kill, Filter.Text(campaign)), "cause-killed", commands));
    }

    // A second click finds nothing left to do: jobs that the first one changed are no longer in the plan.
    private static async Task<IResult> ApplyAsync(HttpContext context, CausePlan plan, string done, OperatorCommands commands) => FormRoutes.Back(
        await FormRoutes.RunAsync(context, commands, plan.Command(FormRoutes.Reason(context))), CausesPage.Address(plan.CauseId), done);
}
