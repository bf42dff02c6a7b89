using Fathom.Portal.Markup;
using Fathom.Production.Diagnosis.Causes;

namespace Fathom.Portal.Pages.Causes;

/// <summary>What can be done about all of a cause: what each action touches, and its button.</summary>
public static class CauseForms
{
    private const string Head = "<th scope=\"col\">Action</th><th scope=\"col\">Touches now</th><th scope=\"col\"></th>";

    /// <summary>The actions; those that would touch nothing have no button.</summary>
    /// <param name="id">Id of the cause.</param>
    /// <param name="campaign">Of this campaign alone; null: of all.</param>
    /// <param name="plans">A plan for each verb.</param>
    /// <param name="visitor">Who looks.</param>
    public static Html Render(string id, string? campaign, IReadOnlyList<CausePlan> plans, Visitor visitor) => Html.If(visitor.IsOperator, () => Html.Of($"""
        <section><h2>For all of it</h2>{Parts.Table("cause-actions", "Actions for all of the cause", Html.Trusted(Head), plans.Select(plan => Html.Of($"""
        <tr><th scope="row">{Name(plan.Verb)}</th><td class="wide">{Touches(plan)}</td><td>{Html.If(plan.Touches > 0, () => Form(id, campaign, plan, visitor))}</td></tr>

        """)))}</section>
        """));

    private static Html Form(string id, string? campaign, CausePlan plan, Visitor visitor) => Html.Of($"""
        <form method="post" action="{Query.Address($"/causes/{Uri.EscapeDataString(id)}/apply", ("campaign", campaign))}" class="reasoned"><input type="hidden" name="csrf" value="{visitor.Csrf}"><input type="hidden" name="requestId" value="{Guid.NewGuid():N}"><input type="hidden" name="verb" value="{plan.Verb.ToString()}">{Fields(plan)}<input name="reason" aria-label="Why" placeholder="why" required maxlength="500" autocomplete="off"><button class="{(plan.Verb is CauseVerb.Retry or CauseVerb.MoreMemory or CauseVerb.MoreTime ? "main" : "danger")}">{Name(plan.Verb)}</button></form>
        """);

    private static Html Fields(CausePlan plan) => plan.Verb switch
    {
        CauseVerb.MoreMemory => Limit("MiB"),
        CauseVerb.MoreTime => Limit("s"),
        _ => Html.Each(plan.Places, place => Html.Of($"<label><input type=\"checkbox\" name=\"only\" value=\"{place.Key}\" checked> {place.Key}</label> ")),
    };

    private static Html Limit(string unit) => Html.Of($"""
        <label>times <input name="factor" type="number" min="1" max="100" step="any" size="5" placeholder="2"></label> <label>or <input name="value" type="number" min="0" step="any" size="8"> {unit}</label>
        """);

    private static Html Touches(CausePlan plan) => plan.Verb.Bans()
        ? Html.Of($"{Html.If(plan.Places.Count == 0, () => Html.Of($"nothing that is in use"))}{CausesPage.Names(plan.Places, plan.Places.Count)}")
        : Html.Of($"{Figures.Count(plan.Jobs.Count)} of {Figures.Count(plan.Failed)} jobs");

    private static string Name(CauseVerb verb) => verb switch
    {
        CauseVerb.Retry => "Retry",
        CauseVerb.Kill => "Kill",
        CauseVerb.MoreMemory => "Retry with more memory",
        CauseVerb.MoreTime => "Retry with more time",
        CauseVerb.HoldInputs => "Hold inputs",
        CauseVerb.BanSites => "Ban sites",
        CauseVerb.BanNodes => "Ban nodes",
        _ => "Ban storage elements",
    };
}
