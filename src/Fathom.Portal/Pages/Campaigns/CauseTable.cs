using Fathom.Portal.Markup;
using Fathom.Portal.Pages.Jobs;

namespace Fathom.Portal.Pages.Campaigns;

/// <summary>Failures grouped by cause.</summary>
public static class CauseTable
{
    /// <summary>The table, or that there are none.</summary>
    public static Html Render(IReadOnlyList<CauseView> causes, string? campaign) => causes.Count == 0
        ? Html.Trusted("<div id=\"causes\" data-live><p class=\"soft\">No attempt has failed.</p></div>")
        : Parts.Table(
            "causes",
            "Failures by cause",
            Html.Trusted("<th scope=\"col\">Cause</th><th scope=\"col\" class=\"num\">Jobs held</th><th scope=\"col\" class=\"num\">Failed attempts</th><th scope=\"col\">An example</th>"),
            causes.Select(c => Html.Of($"""
                <tr><th scope="row">{c.Cause}</th><td class="num">{Held(c, campaign)}</td><td class="num">{c.Attempts}</td><td class="wide">{c.Detail}</td></tr>

                """)));

    private static Html Held(CauseView cause, string? campaign) => cause.Held == 0
        ? Html.Trusted("0")
        : Html.Of($"<a class=\"state s-held\" href=\"{JobsPage.Address(new JobFilter("Held", campaign, Cause: cause.Cause))}\">{cause.Held}</a>");
}
