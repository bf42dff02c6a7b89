using Fathom.Catalog.Files;
using Fathom.Portal.Markup;
using Fathom.Portal.Pages.Jobs;
using Fathom.Production.Jobs;
using Fathom.Production.Queries;

namespace Fathom.Portal.Pages.Campaigns;

/// <summary>The first page: campaigns, what fails, what happened last.</summary>
public static class OverviewPage
{
    private const string Head =
        "<th scope=\"col\">Campaign</th><th scope=\"col\">State</th><th scope=\"col\" class=\"bar\">Progress</th><th scope=\"col\" class=\"num\">Done</th>"
        + "<th scope=\"col\" class=\"num\">Running</th><th scope=\"col\" class=\"num\">Waiting</th><th scope=\"col\" class=\"num\">Held</th>"
        + "<th scope=\"col\" class=\"num\">Jobs / min</th><th scope=\"col\">Remaining</th><th scope=\"col\">Started</th>";

    /// <summary>The page.</summary>
    public static PageContent Render(
        IReadOnlyList<CampaignProgress> campaigns, IReadOnlyList<TierTotals> tiers, IReadOnlyList<PilotRow> pilots, IReadOnlyList<EventRow> events)
        => new("Campaigns", "/", Html.Of($"""
            <div class="head"><h1>Campaigns</h1></div>
            {Tiles(campaigns, tiers, pilots)}
            <section>{(campaigns.Count == 0 ? Html.Of($"<div id=\"campaigns\" data-live>{Parts.Empty("No campaign yet.", Html.Trusted("<code>fathom campaign create</code> makes one from a good run list; <code>fathom demo</code> does all of it."))}</div>") : Table(campaigns))}</section>
            <section><h2>Failures by cause</h2>{CauseTable.Render(campaigns)}</section>
            <section><h2>Latest events</h2>{EventTable.Render(events, withSubject: true)}</section>
            """));

    private static Html Tiles(IReadOnlyList<CampaignProgress> campaigns, IReadOnlyList<TierTotals> tiers, IReadOnlyList<PilotRow> pilots)
    {
        Html Jobs(JobState state) => Parts.Fact(
            state.ToString(), Html.Of($"<a href=\"/jobs?state={state.ToString()}\">{Figures.Count(campaigns.Sum(c => CampaignFigures.In(c, state)))}</a>"));
        return Html.Of($"""
            <div class="card" id="tiles" data-live><dl class="facts">
            {Parts.Fact("Pilots alive", Html.Of($"{pilots.Count} <small>{pilots.Count(p => p.JobId is not null)} with a job</small>"))}{Jobs(JobState.Running)}{Jobs(JobState.Waiting)}{Jobs(JobState.Done)}{Jobs(JobState.Held)}{Parts.Fact("Files", Html.Of($"<a href=\"/files\">{Figures.Count(tiers.Sum(t => t.Files))}</a> <small>{Figures.Bytes(tiers.Sum(t => t.Bytes))}</small>"))}
            </dl></div>
            """);
    }

    private static Html Table(IReadOnlyList<CampaignProgress> campaigns)
        => Parts.Table("campaigns", "Campaigns", Html.Trusted(Head), campaigns.Select(c => Html.Of($"""
            <tr><th scope="row"><a href="{CampaignPage.Address(c.Campaign.Name)}">{c.Campaign.Name}</a></th><td>{Parts.State(c.Campaign.State.ToString())}</td><td class="bar">{CampaignFigures.Bar(c)}</td><td class="num">{Figures.Count(CampaignFigures.In(c, JobState.Done))} / {Figures.Count(CampaignFigures.Expected(c))}</td><td class="num">{c.Transformations.Sum(CampaignFigures.UnderWay)}</td><td class="num">{CampaignFigures.In(c, JobState.Waiting)}</td><td class="num">{CampaignFigures.In(c, JobState.Held)}</td><td class="num">{CampaignFigures.PerMinute(c):0.#}</td><td>{CampaignFigures.Remaining(c)}</td><td>{Parts.Time(c.Campaign.StartedUtc)}</td></tr>

            """)));
}
