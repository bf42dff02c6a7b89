using Fathom.Portal.Markup;
using Fathom.Portal.Pages.Jobs;
using Fathom.Portal.Pages.Physics;

namespace Fathom.Portal.Pages.Campaigns;

/// <summary>One campaign: progress by transformation, ETA, failures by cause, what came of it.</summary>
public static class CampaignPage
{
    /// <summary>The address of a campaign's page.</summary>
    public static string Address(string name) => "/campaigns/" + Uri.EscapeDataString(name);

    /// <summary>The page.</summary>
    public static PageContent Render(
        CampaignProgress progress, IReadOnlyList<CauseView> causes, IReadOnlyList<(string State, long Count)> transfers,
        PhysicsSummary physics, bool logarithmic, DateTimeOffset now, Visitor visitor)
    {
        var campaign = progress.Campaign;
        return new(campaign.Name, "/", Html.Of($"""
            <div id="campaign" data-live>
            <div class="head"><h1>{campaign.Name}</h1>{Parts.State(campaign.State)}<span class="soft">{campaign.Kind}</span>{Actions(campaign, visitor)}</div>
            <div class="card"><dl class="facts">
            {Parts.Fact("Done", Html.Of($"{Figures.Percent(progress.In("Done"), progress.Expected)} <small>{Figures.Count(progress.In("Done"))} of {Figures.Count(progress.Expected)} jobs</small>"))}{Parts.Fact("Remaining", Html.Of($"{CampaignFigures.Remaining(progress)} <small>{CampaignFigures.End(progress, now)}</small>"))}{Parts.Fact("Throughput", Html.Of($"{progress.LastMinute} <small>jobs done in the last minute</small>"))}{Parts.Fact("Pilots alive", Html.Of($"{progress.Slots}"))}{Parts.Fact("Elapsed", Html.Of($"{CampaignFigures.Elapsed(campaign, now)} <small>since {Figures.Utc(campaign.StartedUtc)}</small>"))}{Parts.Fact("Held", Html.Of($"{progress.In("Held")} <small>wait for a person</small>"))}
            </dl></div>
            </div>
            <section><h2>Transformations</h2>{Stages(progress)}
            <ul class="legend" aria-label="Colours">{JobStates.Bar.Where(s => s != "Invalidated" || progress.In(s) > 0).Select(s => Html.Of($"<li>{Parts.State(s)}</li>"))}</ul></section>
            <section><h2>Failures by cause</h2>{CauseTable.Render(causes, campaign.Name)}</section>
            {Html.If(physics.Files > 0 || campaign.Kind == "Detector", () => Html.Of($"<section><h2>Events</h2>{Spectra.Render(physics, logarithmic, Query.Address(Address(campaign.Name), ("scale", logarithmic ? null : "log")))}</section>"))}
            <section><h2>Definition</h2><div class="card" id="definition" data-live><dl class="pairs">
            {Parts.Pair("Good run list", campaign.GoodRunList)}{Parts.Pair("Conditions tag", campaign.Conditions)}{Parts.Pair("Software", campaign.Software)}{Parts.Pair("Outputs to", campaign.OutputElement)}{Parts.Pair("Replicates to", Html.Of($"{campaign.ReplicateTo ?? "–"} {transfers.Select(t => Html.Of($" · {t.Count} {t.State}"))}"))}{Parts.Pair("Created", Parts.Time(campaign.CreatedUtc))}{Parts.Pair("Started", Parts.Time(campaign.StartedUtc))}{Parts.Pair("Ended", Parts.Time(campaign.CompletedUtc))}{Parts.Pair("Files", Html.Of($"<a href=\"{Query.Address("/files", ("campaign", campaign.Name))}\">all files of the campaign</a>"))}
            </dl></div></section>
            """))
        { Above = [("Campaigns", "/")] };
    }

    private static Html Actions(CampaignView campaign, Visitor visitor) => Html.If(visitor.IsOperator, () => Html.Of($"""
        <div class="actions">{Html.If(campaign.State != "Active", () => Parts.Action(Address(campaign.Name) + "/start", "Start", "main", visitor))}{Html.If(campaign.State == "Active", () => Parts.Action(Address(campaign.Name) + "/stop", "Stop", "danger", visitor))}</div>
        """));

    private static Html Stages(CampaignProgress progress) => Parts.Table(
        "stages",
        "Progress by transformation",
        Html.Trusted("<th scope=\"col\">Transformation</th><th scope=\"col\">State</th><th scope=\"col\" class=\"bar\">Progress</th><th scope=\"col\" class=\"num\">Done</th><th scope=\"col\" class=\"num\">Running</th><th scope=\"col\" class=\"num\">Waiting</th><th scope=\"col\" class=\"num\">Held</th><th scope=\"col\" class=\"num\">Killed</th><th scope=\"col\" class=\"num\">Inputs unused</th><th scope=\"col\" class=\"num\" title=\"Mean from lease to acceptance\">s / job</th>"),
        progress.Stages.Select(stage => Html.Of($"""
            <tr><th scope="row">{stage.Name} <span class="soft">{stage.Step}</span></th><td>{Parts.State(stage.State)}</td><td class="bar">{CampaignFigures.Bar(stage.In, progress.Width)}</td><td class="num">{Count(progress, stage, "Done")} / {Figures.Count(progress.Width)}</td><td class="num">{stage.In("Running") + stage.In("Matched") + stage.In("Completing")}</td><td class="num">{Count(progress, stage, "Waiting")}</td><td class="num">{Count(progress, stage, "Held")}</td><td class="num">{Count(progress, stage, "Killed")}</td><td class="num">{stage.Inputs.GetValueOrDefault("Unused")}</td><td class="num">{(stage.Timing.Accepted > 0 ? stage.Timing.Mean : null as double?):0.0}</td></tr>

            """)));

    private static Html Count(CampaignProgress progress, StageView stage, string state) => stage.In(state) == 0
        ? Html.Trusted("0")
        : Html.Of($"<a href=\"{JobsPage.Address(new JobFilter(state, progress.Campaign.Name, stage.Name))}\">{Figures.Count(stage.In(state))}</a>");
}
