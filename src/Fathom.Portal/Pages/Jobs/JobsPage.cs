using System.Globalization;
using Fathom.Portal.Markup;

namespace Fathom.Portal.Pages.Jobs;

/// <summary>Jobs by state, campaign, transformation and run.</summary>
public static class JobsPage
{
    private const string Head =
        "<th scope=\"col\" class=\"num\">Job</th><th scope=\"col\">State</th><th scope=\"col\">Transformation</th>"
        + "<th scope=\"col\" class=\"num\">Run</th><th scope=\"col\" class=\"num\">Section</th><th scope=\"col\" class=\"num\">Attempts</th>"
        + "<th scope=\"col\" class=\"num\" title=\"Failures of the payload\">Failures</th><th scope=\"col\" class=\"num\" title=\"Losses of the infrastructure\">Losses</th>"
        + "<th scope=\"col\">Cause</th><th scope=\"col\">Campaign</th><th scope=\"col\">Updated</th>";

    /// <summary>The page.</summary>
    public static PageContent Render(JobFilter filter, JobListing listing) => new("Jobs", "/jobs", Html.Of($"""
        <div class="head"><h1>Jobs</h1>{Html.If(filter.Cause is not null, () => Html.Of($"<span class=\"soft\">with cause <b>{filter.Cause}</b></span>"))}</div>
        {Tabs(filter, listing)}
        <form class="filter" method="get" action="/jobs" role="search">
        {Parts.Select("state", "State", JobStates.Life, filter.State)}
        {Parts.Select("campaign", "Campaign", listing.Campaigns, filter.Campaign)}
        {Parts.Select("transformation", "Transformation", listing.Transformations, filter.Transformation)}
        {Parts.Field("run", "Run", filter.Run?.ToString(CultureInfo.InvariantCulture), "any")}
        {Html.If(filter.Cause is not null, () => Html.Of($"<input type=\"hidden\" name=\"cause\" value=\"{filter.Cause}\">"))}
        <button>Filter</button></form>
        {(listing.Jobs.Count == 0 ? Html.Of($"<div id=\"jobs\" data-live>{Parts.Empty("No job matches.", Html.Trusted("Jobs appear when a campaign is active and its input files are accepted."))}</div>") : Table(listing.Jobs))}
        {Html.If(listing.Next is not null, () => Html.Of($"<p class=\"pager\"><a class=\"button\" rel=\"next\" href=\"{Address(filter, listing.Next)}\">Next page</a></p>"))}
        """));

    /// <summary>The address of a listing.</summary>
    public static string Address(JobFilter filter, long? after = null) => Query.Address(
        "/jobs",
        ("state", filter.State),
        ("campaign", filter.Campaign),
        ("transformation", filter.Transformation),
        ("run", filter.Run),
        ("cause", filter.Cause),
        ("after", after));

    private static Html Tabs(JobFilter filter, JobListing listing)
    {
        var counts = listing.States.ToDictionary(s => s.State, s => s.Count, StringComparer.Ordinal);
        Html Tab(string? state, long count) => Html.Of($"<li><a href=\"{Address(filter with { State = state })}\"{(state == filter.State ? Html.Trusted(" aria-current=\"true\"") : Html.Empty)}>{(state is null ? Html.Trusted("All") : Parts.State(state))} <span class=\"count\">{Figures.Count(count)}</span></a></li>\n");
        return Html.Of($"""
            <ul class="tabs" id="states" data-live>
            {Tab(null, counts.Values.Sum())}{JobStates.Life.Where(s => counts.ContainsKey(s) || s == filter.State).Select(s => Tab(s, counts.GetValueOrDefault(s)))}</ul>
            """);
    }

    private static Html Table(IReadOnlyList<JobView> jobs) => Parts.Table("jobs", "Jobs", Html.Trusted(Head), jobs.Select(job => Html.Of($"""
        <tr><th scope="row" class="num"><a href="/jobs/{job.Id}">{job.Id}</a></th><td>{Parts.State(job.State)}{Html.If(job.Minor.Length > 0, () => Html.Of($" <span class=\"soft\">{job.Minor}</span>"))}</td><td>{job.Transformation}</td><td class="num">{job.Run}</td><td class="num">{job.Section}</td><td class="num">{job.Attempt}</td><td class="num">{job.PayloadFailures}</td><td class="num">{job.InfrastructureLosses}</td><td class="wide" title="{job.CauseDetail}">{job.Cause}</td><td><a href="/campaigns/{Uri.EscapeDataString(job.Campaign)}">{job.Campaign}</a></td><td>{Parts.Time(job.UpdatedUtc)}</td></tr>

        """)));
}
