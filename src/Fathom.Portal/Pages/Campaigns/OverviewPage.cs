using Fathom.Catalog.Files;
using Fathom.Portal.Markup;
using Fathom.Portal.Pages.Jobs;

namespace Fathom.Portal.Pages.Campaigns;

/// <summary>The first page: campaigns, what fails, what happened last.</summary>
public static class OverviewPage
{
    /// <summary>The page.</summary>
    public static PageContent Render(
        IReadOnlyList<CampaignProgress> campaigns, IReadOnlyList<CauseView> causes, IReadOnlyList<TierTotals> tiers, IReadOnlyList<EventView> events)
        => new("Campaigns", "/", Html.Of($"""
            <div class="head"><h1>Campaigns</h1></div>
            {Tiles(campaigns, tiers)}
            <section>{(campaigns.Count == 0 ? Html.Of($"<div id=\"campaigns\" data-live>{Parts.Empty("No campaign yet.", Html.Trusted("<code>fathom campaign create</code> makes one from a good run list; <code>fathom demo</code> does all of it."))}</div>") : Table(campaigns))}</section>
            <section><h2>Failures by cause</h2>{CauseTable.Render(causes, null)}</section>
            <section><h2>Latest events</h2>{EventTable.Render(events, withSubject: true)}</section>
            """));

    private static Html Tiles(IReadOnlyList<CampaignProgress> campaigns, IReadOnlyList<TierTotals> tiers) => Html.Of($"""
        <div class="card" id="tiles" data-live><dl class="facts">
        {Parts.Fact("Pilots alive", Html.Of($"{campaigns.Select(c => c.Slots).FirstOrDefault()}"))}{Parts.Fact("Running", Html.Of($"<a href=\"/jobs?state=Running\">{Figures.Count(campaigns.Sum(c => c.In("Running")))}</a>"))}{Parts.Fact("Waiting", Html.Of($"<a href=\"/jobs?state=Waiting\">{Figures.Count(campaigns.Sum(c => c.In("Waiting")))}</a>"))}{Parts.Fact("Done", Html.Of($"<a href=\"/jobs?state=Done\">{Figures.Count(campaigns.Sum(c => c.In("Done")))}</a>"))}{Parts.Fact("Held", Html.Of($"<a href=\"/jobs?state=Held\">{Figures.Count(campaigns.Sum(c => c.In("Held")))}</a>"))}{Parts.Fact("Files", Html.Of($"<a href=\"/files\">{Figures.Count(tiers.Sum(t => t.Files))}</a>"))}{Parts.Fact("Bytes", Html.Of($"{Figures.Bytes(tiers.Sum(t => t.Bytes))}"))}
        </dl></div>
        """);

    private static Html Table(IReadOnlyList<CampaignProgress> campaigns) => Parts.Table(
        "campaigns",
        "Campaigns",
        Html.Trusted("<th scope=\"col\">Campaign</th><th scope=\"col\">State</th><th scope=\"col\" class=\"bar\">Progress</th><th scope=\"col\" class=\"num\">Done</th><th scope=\"col\" class=\"num\">Running</th><th scope=\"col\" class=\"num\">Waiting</th><th scope=\"col\" class=\"num\">Held</th><th scope=\"col\" class=\"num\">Jobs / min</th><th scope=\"col\">Remaining</th><th scope=\"col\">Started</th>"),
        campaigns.Select(c => Html.Of($"""
            <tr><th scope="row"><a href="{CampaignPage.Address(c.Campaign.Name)}">{c.Campaign.Name}</a></th><td>{Parts.State(c.Campaign.State)}</td><td class="bar">{CampaignFigures.Bar(c.In, c.Expected)}</td><td class="num">{Figures.Count(c.In("Done"))} / {Figures.Count(c.Expected)}</td><td class="num">{c.In("Running") + c.In("Matched") + c.In("Completing")}</td><td class="num">{c.In("Waiting")}</td><td class="num">{c.In("Held")}</td><td class="num">{c.LastMinute}</td><td>{CampaignFigures.Remaining(c)}</td><td>{Parts.Time(c.Campaign.StartedUtc)}</td></tr>

            """)));
}
