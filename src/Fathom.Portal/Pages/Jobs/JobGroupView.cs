using Fathom.Portal.Markup;
using Fathom.Production.Jobs;
using Fathom.Production.Monitor;

namespace Fathom.Portal.Pages.Jobs;

/// <summary>Jobs by one or two columns: a bar for each value of the first, and the groups in numbers with the way to their jobs.</summary>
internal static class JobGroupView
{
    private const int MostBars = 14;

    /// <summary>The grouping.</summary>
    public static Html Render(JobQuestion question, JobSummaryAnswer groups) => Html.Of($"""
        <section class="columns groups">
        <div class="card"><h2>Jobs by {Names(question)}</h2>{Plot(groups)}</div>
        <div class="card">{Table(question, groups)}</div>
        </section>
        """);

    private static string Names(JobQuestion question) => string.Join(" and ", question.By.Select(column => JobHeadings.Of(column).ToLowerInvariant()));

    private static Html Plot(JobSummaryAnswer groups)
    {
        var bars = groups.Groups.GroupBy(group => group.Labels[0])
            .Select(bar => (Label: bar.Key, Jobs: bar.Sum(group => group.Jobs), Parts: bar.ToList()))
            .OrderByDescending(bar => bar.Jobs).Take(MostBars).ToList();
        var longest = bars.Select(bar => bar.Jobs).DefaultIfEmpty(1).Max();
        return Html.Of($"""
            <div class="bars" id="group-bars" data-live>
            {Html.Each(bars, bar => Html.Of($"<span class=\"name\">{Shown(bar.Label)}</span><svg viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"{Shown(bar.Label)}: {bar.Jobs} jobs\">{Rectangles(bar.Parts, longest)}</svg><span class=\"num\">{Figures.Count(bar.Jobs)}</span>\n"))}</div>
            """);
    }

    private static IEnumerable<Html> Rectangles(List<JobGroupLine> parts, long longest)
    {
        double left = 0;
        for (var i = 0; i < parts.Count; i++)
        {
            var width = 1000.0 * parts[i].Jobs / longest;
            var tone = parts[i].Values.Select(value => Enum.TryParse<JobState>(value, out _) && !char.IsAsciiDigit(value[0]) ? value.ToLowerInvariant() : null).LastOrDefault(value => value is not null);
            yield return Html.Of($"<rect class=\"{(tone is null ? $"tone{i % 6}" : $"s-{tone}")}\" x=\"{left:0.##}\" width=\"{width:0.##}\" height=\"10\"><title>{string.Join(" · ", parts[i].Labels.Select(Shown))}: {Figures.Count(parts[i].Jobs)}</title></rect>");
            left += width;
        }
    }

    private static Html Table(JobQuestion question, JobSummaryAnswer groups) => Html.Of($"""
        <div class="scroll tall" id="groups" data-live tabindex="0" role="region" aria-label="Groups"><table>
        <thead><tr>{Html.Each(question.By, column => Html.Of($"<th scope=\"col\">{JobHeadings.Of(column)}</th>"))}<th scope="col" class="num">Jobs</th><th scope="col" class="num">Part</th></tr></thead>
        <tbody>
        {Html.Each(groups.Groups, group => Html.Of($"<tr>{Html.Each(group.Labels, label => Html.Of($"<td>{Shown(label)}</td>"))}<td class=\"num\">{Jobs(question, group)}</td><td class=\"num\">{Figures.Percent(group.Jobs, groups.Jobs)}</td></tr>\n"))}</tbody></table></div>
        <p class="soft">{Figures.Count(groups.Total)} groups{Html.If(groups.Total > groups.Groups.Count, () => Html.Of($", the largest {groups.Groups.Count} are shown"))}. <a href="{JobAddress.Of("/api/jobs/summary", question with { Offset = 0, Limit = JobQuery.MaximumGroups })}&amp;format=csv" download="job-summary.csv">CSV</a></p>
        """);

    private static Html Jobs(JobQuestion question, JobGroupLine group)
    {
        var narrowed = question.By.Zip(group.Values).Aggregate(question.Criteria, (criteria, pair) => JobNarrowing.To(criteria, pair.First, pair.Second)!);
        return narrowed is null
            ? Html.Of($"{Figures.Count(group.Jobs)}")
            : Html.Of($"<a href=\"{JobAddress.Of(narrowed)}\">{Figures.Count(group.Jobs)}</a>");
    }

    private static string Shown(string label) => label.Length == 0 ? "none" : label;
}
