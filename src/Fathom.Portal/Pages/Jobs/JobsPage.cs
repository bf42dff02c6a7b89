using System.Globalization;
using Fathom.Portal.Markup;
using Fathom.Production.Jobs;
using Fathom.Production.Queries;

namespace Fathom.Portal.Pages.Jobs;

/// <summary>Jobs by state, campaign, transformation and run.</summary>
public static class JobsPage
{
    private const string Head =
        "<th scope=\"col\" class=\"num\">Job</th><th scope=\"col\">State</th><th scope=\"col\">Transformation</th>"
        + "<th scope=\"col\" class=\"num\">Run</th><th scope=\"col\" class=\"num\">Section</th><th scope=\"col\" class=\"num\">Attempts</th>"
        + "<th scope=\"col\" class=\"num\" title=\"Failures of the payload\">Failures</th><th scope=\"col\" class=\"num\" title=\"Losses of the infrastructure\">Losses</th>"
        + "<th scope=\"col\">Cause</th><th scope=\"col\">Host</th><th scope=\"col\">Campaign</th><th scope=\"col\">Updated</th>";

    /// <summary>The page.</summary>
    public static PageContent Render(JobFilter filter, JobListing listing) => new("Jobs", "/jobs", Html.Of($"""
        <div class="head"><h1>Jobs</h1>{Html.If(filter.Cause is not null, () => Html.Of($"<span class=\"soft\">with cause <b>{filter.Cause}</b></span>"))}</div>
        {Tabs(filter, listing)}
        <form class="filter" method="get" action="/jobs" role="search">
        {Parts.Select("state", "State", JobStates.Life.Select(s => s.ToString()), filter.State?.ToString())}
        {Parts.Select("campaign", "Campaign", listing.Campaigns, filter.Campaign)}
        {Transformations(filter, listing)}
        {Parts.Field("run", "Run", filter.Run?.ToString(CultureInfo.InvariantCulture), "any")}
        {Html.If(filter.Cause is not null, () => Html.Of($"<input type=\"hidden\" name=\"cause\" value=\"{filter.Cause}\">"))}
        <button>Filter</button></form>
        {(listing.Jobs.Items.Count == 0 ? Html.Of($"<div id=\"jobs\" data-live>{Parts.Empty("No job matches.", Html.Trusted("Jobs appear when a campaign is active and its input files are accepted."))}</div>") : Table(listing.Jobs.Items))}
        {Html.If(listing.Jobs.Next is not null, () => Html.Of($"<p class=\"pager\"><a class=\"button\" rel=\"next\" href=\"{Address(filter, listing.Jobs.Next)}\">Next page</a></p>"))}
        """));

    /// <summary>The address of a listing.</summary>
    public static string Address(JobFilter filter, long? after = null) => Query.Address(
        "/jobs",
        ("state", filter.State?.ToString()),
        ("campaign", filter.Campaign),
        ("transformation", filter.Transformation),
        ("run", filter.Run),
        ("cause", filter.Cause),
        ("after", after));

    private static Html Tabs(JobFilter filter, JobListing listing)
    {
        Html Tab(JobState? state, long count) => Html.Of($"<li><a href=\"{Address(filter with { State = state })}\"{(state == filter.State ? Html.Trusted(" aria-current=\"true\"") : Html.Empty)}>{(state is null ? Html.Trusted("All") : Parts.State(state.Value.ToString()))} <span class=\"count\">{Figures.Count(count)}</span></a></li>\n");
        return Html.Of($"""
            <ul class="tabs" id="states" data-live>
            {Tab(null, listing.States.Values.Sum())}{JobStates.Life.Where(s => listing.States.ContainsKey(s) || s == filter.State).Select(s => Tab(s, listing.States.GetValueOrDefault(s)))}</ul>
            """);
    }

    private static Html Transformations(JobFilter filter, JobListing listing) => Html.Of($"""
        <label>Transformation<select name="transformation"><option value="">all</option>{listing.Transformations.Select(t => Html.Of($"<option value=\"{t.Id}\"{(t.Id == filter.Transformation ? Html.Trusted(" selected") : Html.Empty)}>{t.Name}</option>"))}</select></label>
        """);

    private static Html Table(IReadOnlyList<JobRow> jobs) => Parts.Table("jobs", "Jobs", Html.Trusted(Head), jobs.Select(job => Html.Of($"""
        <tr><th scope="row" class="num"><a href="/jobs/{job.Id}">{job.Id}</a></th><td>{Parts.State(job.State.ToString())}{Html.If(job.Minor.Length > 0, () => Html.Of($" <span class=\"soft\">{job.Minor}</span>"))}</td><td>{job.Transformation}</td><td class="num">{job.Run}</td><td class="num">{job.Section}</td><td class="num">{job.Attempt}</td><td class="num">{job.PayloadFailures}</td><td class="num">{job.InfrastructureLosses}</td><td title="{job.CauseDetail}">{job.Cause}</td><td>{job.Host}</td><td><a href="/campaigns/{Uri.EscapeDataString(job.Campaign)}">{job.Campaign}</a></td><td>{Parts.Time(job.UpdatedUtc)}</td></tr>

        """)));
}
