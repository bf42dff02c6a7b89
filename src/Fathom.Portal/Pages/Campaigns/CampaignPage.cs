using Fathom.Portal.Markup;
using Fathom.Portal.Pages.Physics;
using Fathom.Portal.Pages.Sites;
using Fathom.Production.Campaigns;
using Fathom.Production.Jobs;
using Fathom.Production.Queries;

namespace Fathom.Portal.Pages.Campaigns;

/// <summary>One campaign: progress by transformation, ETA, what holds it back, failures by cause, what came of it.</summary>
public static class CampaignPage
{
    /// <summary>The address of a campaign's page.</summary>
    public static string Address(string name) => "/campaigns/" + Uri.EscapeDataString(name);

    /// <summary>The page.</summary>
    public static PageContent Render(
        CampaignProgress progress, IReadOnlyList<string> holds, PhysicsSummary physics, IReadOnlyList<LimitRow> limits, bool logarithmic, DateTimeOffset now, Visitor visitor)
    {
        var campaign = progress.Campaign;
        return new(campaign.Name, "/", Html.Of($"""
            <div id="campaign" data-live>
            <div class="head"><h1>{campaign.Name}</h1>{Parts.State(campaign.State.ToString())}<span class="soft">{campaign.Kind}</span>{Actions(campaign, visitor)}</div>
            {Facts(progress, now)}
            </div>
            <section id="holds" data-live>{Holds(progress, holds)}</section>
            <section><h2>Transformations</h2>{StageTable.Render(progress)}</section>
            <section><h2>Failures by cause</h2>{CauseTable.Render([progress])}</section>
            <section><h2>Limits</h2>{Limits(limits)}</section>
            {Html.If(physics.Files > 0 || campaign.Kind == nameof(CampaignKind.Detector), () => Html.Of($"<section><h2>Events</h2>{Spectra.Render(physics, logarithmic, Query.Address(Address(campaign.Name), ("scale", logarithmic ? null : "log")))}</section>"))}
            <section><h2>Definition</h2>{Definition(progress)}</section>
            """))
        { Above = [("Campaigns", "/")] };
    }

    private static Html Facts(CampaignProgress progress, DateTimeOffset now)
    {
        var (done, expected) = (CampaignFigures.In(progress, JobState.Done), CampaignFigures.Expected(progress));
        return Html.Of($"""
            <div class="card"><dl class="facts">
            {Parts.Fact("Done", Html.Of($"{Figures.Percent(done, expected)} <small>{Figures.Count(done)} of {Figures.Count(expected)} jobs</small>"))}{Parts.Fact("Remaining", Html.Of($"{CampaignFigures.Remaining(progress)} <small>{CampaignFigures.End(progress, now)}</small>"))}{Parts.Fact("Throughput", Html.Of($"{CampaignFigures.PerMinute(progress):0.#} <small>jobs a minute, last 5 min</small>"))}{Parts.Fact("Elapsed", Html.Of($"{CampaignFigures.Elapsed(progress.Campaign, now)} <small>since {Figures.Utc(progress.Campaign.StartedUtc)}</small>"))}{Parts.Fact("Held", Html.Of($"{CampaignFigures.In(progress, JobState.Held)} <small>wait for a person</small>"))}
            </dl></div>
            """);
    }

    // The section stays when the campaign has ended, so that the page can follow it.
    private static Html Holds(CampaignProgress progress, IReadOnlyList<string> holds) =>
        Html.If(progress.Campaign.State is CampaignState.New or CampaignState.Active or CampaignState.Stopped || CampaignFigures.In(progress, JobState.Held) > 0, () => Html.Of($"""
            <h2>What holds it back</h2><ul class="card reasons">{holds.Select(sentence => Html.Of($"<li>{sentence}</li>"))}</ul>
            """));

    private static Html Limits(IReadOnlyList<LimitRow> limits) => limits.Count > 0
        ? LimitsTable.Render(limits)
        : Html.Trusted("<div id=\"limits\" data-live><p class=\"soft\">No limit of running jobs is set for it, its user, its storage element or any site.</p></div>");

    private static Html Definition(CampaignProgress progress)
    {
        var campaign = progress.Campaign;
        return Html.Of($"""
            <div class="card" id="definition" data-live><dl class="pairs">
            {Parts.Pair("Good run list", campaign.GoodRunList)}{Parts.Pair("Conditions tag", campaign.Conditions)}{Parts.Pair("Software", campaign.Software)}{Parts.Pair("Outputs to", campaign.OutputElement)}{Parts.Pair("Replicates to", Html.Of($"{campaign.ReplicateTo ?? "–"} {progress.Transfers.Select(t => Html.Of($" · {t.Value} {t.Key}"))}"))}{Parts.Pair("Created", Parts.Time(campaign.CreatedUtc))}{Parts.Pair("Started", Parts.Time(campaign.StartedUtc))}{Parts.Pair("Ended", Parts.Time(campaign.CompletedUtc))}{Parts.Pair("Files", Html.Of($"<a href=\"{Query.Address("/files", ("campaign", campaign.Name))}\">all files of the campaign</a>"))}{Parts.Pair("Scouts", Html.Of($"<a href=\"{ScoutsPage.Address(campaign.Name)}\">what they found</a>"))}
            </dl></div>
            """);
    }

    private static Html Actions(CampaignRow campaign, Visitor visitor) => Html.If(visitor.IsOperator, () => Html.Of($"""
        <div class="actions">{(campaign.State == CampaignState.Active ? Parts.Reasoned(Address(campaign.Name) + "/stop", "Stop", "danger", visitor) : Html.Of($"<a href=\"{PreflightPage.Address(campaign.Name)}\">Preflight</a>{Parts.Reasoned(Address(campaign.Name) + "/start", "Start", "main", visitor)}"))}</div>
        """));
}
