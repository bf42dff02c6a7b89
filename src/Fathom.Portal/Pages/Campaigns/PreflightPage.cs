using Fathom.Portal.Markup;
using Fathom.Production.Operations;

namespace Fathom.Portal.Pages.Campaigns;

/// <summary>What a campaign will take, what keeps it from ending, and the button that starts it all the same where that may be.</summary>
public static class PreflightPage
{
    /// <summary>The address of a campaign's preflight.</summary>
    public static string Address(string name) => CampaignPage.Address(name) + "/preflight";

    /// <summary>The page.</summary>
    /// <param name="name">Name of the campaign.</param>
    /// <param name="preflight">What the preflight said.</param>
    /// <param name="visitor">Who looks.</param>
    public static PageContent Render(string name, CommandReply preflight, Visitor visitor) => new("Preflight", "/", Html.Of($"""
        <div class="head"><h1>Preflight of {name}</h1>{Parts.State(preflight.Done ? "Passed" : "Refused")}</div>
        {Html.If(!preflight.Done, () => Html.Of($"<div class=\"problem\" id=\"refusals\">{Html.Each(preflight.Reason.Split('\n'), line => Html.Of($"<p>{line}</p>"))}</div>"))}
        <section><h2>What it will take</h2><div class="card"><ul>{Html.Each(Estimate(preflight), line => Html.Of($"<li>{line}</li>\n"))}</ul></div></section>
        {Html.If(visitor.IsOperator, () => Start(name, preflight.Done, visitor))}
        """))
    { Above = [("Campaigns", "/"), (name, CampaignPage.Address(name))], Live = false };

    // The refusals stand above already.
    private static IEnumerable<string> Estimate(CommandReply preflight) => preflight.Lines.Except(preflight.Reason.Split('\n'), StringComparer.Ordinal);

    private static Html Start(string name, bool passed, Visitor visitor) => passed
        ? Html.Of($"<section><div class=\"actions\">{Parts.Reasoned(CampaignPage.Address(name) + "/start", "Start", "main", visitor)}</div></section>")
        : Html.Of($"""
            <section><h2>Start it all the same</h2><p class="soft">Only what may be forced is: a payload that fails its self-test, missing constants or missing inputs never are.</p>
            <div class="actions">{Parts.Reasoned(CampaignPage.Address(name) + "/start", "Force", "danger", visitor, ("force", "yes"))}</div></section>
            """);
}
