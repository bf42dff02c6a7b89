using Fathom.Portal.Markup;
using Fathom.Production.Monitor;

namespace Fathom.Portal.Pages.Jobs;

/// <summary>The filters: values with their counts to choose from, and fields for what has too many values. Works without script.</summary>
internal static class JobFilterForm
{
    private static readonly (string Name, string Label, string Hint)[] Fields =
    [
        ("application", "Application status", "any, * is wild"), ("host", "Host", "any, * is wild"), ("run", "Run", "5000-5100"), ("id", "Job", "1-1000"),
        ("attempt", "Attempts", "2-"), ("failures", "Failures", "1-"), ("losses", "Losses", "1-"), ("created-from", "Created from", "2026-11-22 or -7d"),
        ("created-before", "Created before", "2026-11-23"), ("updated-from", "Updated from", "-24h"), ("updated-before", "Updated before", "-90m"),
    ];

    /// <summary>The form.</summary>
    public static Html Render(JobListing listing)
    {
        var given = JobQuestionText.Parameters(listing.Question).ToLookup(parameter => parameter.Key, parameter => parameter.Value);
        return Html.Of($"""
            <form class="filter facets" method="get" action="/jobs" role="search">
            {Html.Each(JobListing.Offered, column => Facet(column, listing.Facets[column], given))}
            {Html.Each(Fields, field => Parts.Field(field.Name, field.Label, string.Join(',', given[field.Name]), field.Hint))}
            {By("Group by", listing.Question.By.ElementAtOrDefault(0), listing.Question.By.Count > 0)}{By("and by", listing.Question.By.ElementAtOrDefault(1), listing.Question.By.Count > 1)}
            {Html.Each(given["sort"], sort => Html.Of($"<input type=\"hidden\" name=\"sort\" value=\"{sort}\">"))}
            <button class="main">Filter</button><a class="button" href="/jobs">Clear</a></form>
            """);
    }

    private static Html Facet(JobColumn column, JobSummaryAnswer values, ILookup<string, string> given)
    {
        var name = JobQuestionText.NameOf(column);
        var chosen = given[name].ToList();
        // What is chosen is offered also where nothing has it now.
        var offered = values.Groups.Select(group => (Value: group.Values[0].Length > 0 ? group.Values[0] : JobQuestionText.None, Label: group.Labels[0].Length > 0 ? group.Labels[0] : "none", group.Jobs)).ToList();
        offered.AddRange(chosen.Where(value => offered.All(one => one.Value != value)).Select(value => (value, value, 0L)));
        return Html.Of($"""
            <details class="facet" name="facet"><summary>{column}{Html.If(chosen.Count > 0, () => Html.Of($" <b>{chosen.Count}</b>"))}</summary><div class="choices">
            {Html.Each(offered, one => Html.Of($"<label><input type=\"checkbox\" name=\"{name}\" value=\"{one.Value}\"{(chosen.Contains(one.Value) ? Html.Trusted(" checked") : Html.Empty)}><span>{one.Label}</span><span class=\"count\">{Figures.Count(one.Jobs)}</span></label>\n"))}{Html.If(values.Total > values.Groups.Count, () => Html.Of($"<p class=\"soft\">and {Figures.Count(values.Total - values.Groups.Count)} more</p>"))}</div></details>

            """);
    }

    private static Html By(string label, JobColumn chosen, bool any) => Html.Of($"""
        <label>{label}<select name="by"><option value="">–</option>{Html.Each(JobColumns.Groupable, column => Html.Of($"<option value=\"{JobQuestionText.NameOf(column)}\"{(any && column == chosen ? Html.Trusted(" selected") : Html.Empty)}>{JobHeadings.Of(column)}</option>"))}</select></label>
        """);
}
