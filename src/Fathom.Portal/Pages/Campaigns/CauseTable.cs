using Fathom.Portal.Markup;
using Fathom.Portal.Pages.Jobs;
using Fathom.Production.Jobs;
using Fathom.Production.Monitor;
using Fathom.Production.Queries;

namespace Fathom.Portal.Pages.Campaigns;

/// <summary>Failures grouped by cause.</summary>
public static class CauseTable
{
    private const string Head =
        "<th scope=\"col\">Cause</th><th scope=\"col\">Campaign</th><th scope=\"col\" class=\"num\">Jobs held</th>"
        + "<th scope=\"col\" class=\"num\">Failed attempts</th><th scope=\"col\" class=\"num\">Jobs</th><th scope=\"col\">The latest</th>";

    /// <summary>The table, or that there are none.</summary>
    public static Html Render(IEnumerable<CampaignProgress> campaigns)
    {
        var causes = campaigns.SelectMany(c => c.Failures.Select(f => (c.Campaign.Name, Failure: f)))
            .OrderByDescending(c => c.Failure.Held).ThenByDescending(c => c.Failure.Attempts).ToList();
        return causes.Count == 0
            ? Html.Trusted("<div id=\"causes\" data-live><p class=\"soft\">No attempt has failed.</p></div>")
            : Parts.Table("causes", "Failures by cause", Html.Trusted(Head), causes.Select(c => Row(c.Name, c.Failure)));
    }

    private static Html Row(string campaign, FailureCount failure) => Html.Of($"""
        <tr><th scope="row">{failure.Cause}</th><td>{campaign}</td><td class="num">{Held(campaign, failure)}</td><td class="num">{failure.Attempts}</td><td class="num">{failure.Jobs}</td><td class="wide"><a href="/jobs/{failure.ExampleJob}">job {failure.ExampleJob}</a> {failure.Example}</td></tr>

        """);

    private static Html Held(string campaign, FailureCount failure) => failure.Held == 0
        ? Html.Trusted("0")
        : Html.Of($"<a class=\"state s-held\" href=\"{JobAddress.Of(new JobCriteria { States = [JobState.Held], Campaigns = [campaign], Causes = [failure.Cause] })}\">{failure.Held}</a>");
}
