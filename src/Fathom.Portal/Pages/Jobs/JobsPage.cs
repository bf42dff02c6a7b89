using Fathom.Portal.Markup;
using Fathom.Production.Jobs;
using Fathom.Production.Monitor;

namespace Fathom.Portal.Pages.Jobs;

/// <summary>The job monitor: filters with counts, groups, and the jobs in any order and to any depth.</summary>
public static class JobsPage
{
    /// <summary>The page.</summary>
    public static PageContent Render(JobListing listing) => new("Jobs", "/jobs", Html.Of($"""
        <div class="head"><h1>Jobs</h1><span class="soft" id="matching" data-live>{Figures.Count(listing.Jobs.Total)} match</span><div class="actions">{Downloads(listing.Question)}</div></div>
        {States(listing)}
        {JobFilterForm.Render(listing)}
        {Html.If(listing.Groups is not null, () => JobGroupView.Render(listing.Question, listing.Groups!))}
        {(listing.Jobs.Total == 0 ? Nothing(listing.Question) : JobRows.Render(listing.Question, listing.Jobs))}
        """));

    private static Html Nothing(JobQuestion question) => Html.Of($"""
        <div id="jobs" data-live>{Parts.Empty("No job matches.", question.Criteria == JobCriteria.All
            ? Html.Trusted("Jobs appear when a campaign is active and its input files are accepted.")
            : Html.Trusted("<a href=\"/jobs\">All jobs</a>"))}</div>
        """);

    private static Html Downloads(JobQuestion question)
    {
        var whole = question with { Limit = JobQuery.MaximumPage, By = [] };
        return Html.Of($"<a class=\"button\" href=\"{JobAddress.Of("/api/jobs", whole)}&amp;format=csv\" download=\"jobs.csv\">CSV</a><a class=\"button\" href=\"{JobAddress.Of("/api/jobs", whole)}\">JSON</a>");
    }

    private static Html States(JobListing listing)
    {
        var counts = listing.Facets[JobColumn.State].Groups.ToDictionary(group => group.Values[0], group => group.Jobs);
        var criteria = listing.Question.Criteria;
        Html Tab(JobState? state, long count)
        {
            var chosen = state is { } one ? criteria.States.Contains(one) : criteria.States.Count == 0;
            var address = JobAddress.Of(listing.Question with { Offset = 0, Criteria = criteria with { States = state is { } wanted ? [wanted] : [] } });
            return Html.Of($"<li><a href=\"{address}\"{(chosen ? Html.Trusted(" aria-current=\"true\"") : Html.Empty)}>{(state is { } shown ? Parts.State(shown.ToString()) : Html.Trusted("All"))} <span class=\"count\">{Figures.Count(count)}</span></a></li>\n");
        }

        return Html.Of($"""
            <ul class="tabs" id="states" data-live>
            {Tab(null, counts.Values.Sum())}{JobStates.Life.Where(s => counts.ContainsKey(s.ToString()) || criteria.States.Contains(s)).Select(s => Tab(s, counts.GetValueOrDefault(s.ToString())))}</ul>
            """);
    }
}
