using System.Globalization;
using Fathom.Portal.Markup;
using Fathom.Production.Monitor;

namespace Fathom.Portal.Pages.Jobs;

/// <summary>The jobs of a page: headings that sort, and the way to other pages, however deep.</summary>
internal static class JobRows
{
    private static readonly (JobColumn? Column, bool Number)[] Columns =
    [
        (JobColumn.Id, true), (JobColumn.State, false), (JobColumn.Minor, false), (JobColumn.Application, false), (JobColumn.Campaign, false),
        (JobColumn.Transformation, false), (JobColumn.Run, true), (JobColumn.Section, true), (JobColumn.Attempt, true), (JobColumn.PayloadFailures, true),
        (JobColumn.InfrastructureLosses, true), (JobColumn.Cause, false), (JobColumn.Site, false), (JobColumn.Host, false), (JobColumn.Owner, false),
        (JobColumn.Updated, false), (null, false), (JobColumn.Created, false),
    ];

    /// <summary>The table.</summary>
    public static Html Render(JobQuestion question, JobListAnswer answer) => Html.Of($"""
        {Parts.Table("jobs", "Jobs", Html.Each(Columns, column => Heading(question, column.Column, column.Number)), answer.Jobs.Select(Row))}
        {Pager(question, answer)}
        """);

    private static Html Heading(JobQuestion question, JobColumn? column, bool number)
    {
        var style = number ? Html.Trusted(" class=\"num\"") : Html.Empty;
        if (column is not { } sorted)
        {
            return Html.Of($"<th scope=\"col\"{style}>Last sign of life</th>");
        }

        var current = question.Order.Column == sorted;
        var next = question with { Offset = 0, Order = new JobOrder(sorted, current && !question.Order.Descending) };
        var (state, arrow) = !current ? (Html.Empty, "") : question.Order.Descending ? (Html.Trusted(" aria-sort=\"descending\""), " ↓") : (Html.Trusted(" aria-sort=\"ascending\""), " ↑");
        return Html.Of($"<th scope=\"col\"{style}{state}><a href=\"{JobAddress.Of(next)}\">{JobHeadings.Of(sorted)}{arrow}</a></th>");
    }

    private static Html Row(JobLine job) => Html.Of($"""
        <tr><th scope="row" class="num"><a href="/jobs/{job.Id}">{job.Id}</a></th><td>{Parts.State(job.State.ToString())}</td><td class="soft">{job.Minor}</td><td>{job.Application}</td><td><a href="/campaigns/{Uri.EscapeDataString(job.Campaign)}">{job.Campaign}</a></td><td>{job.Transformation}</td><td class="num">{job.Run}</td><td class="num">{job.Section}</td><td class="num">{job.Attempt}</td><td class="num">{job.PayloadFailures}</td><td class="num">{job.InfrastructureLosses}</td><td title="{job.CauseDetail}">{job.Cause}</td><td>{job.Site}</td><td>{job.Host}</td><td>{job.Owner}</td><td>{Parts.Time(job.UpdatedUtc)}</td><td>{Parts.Time(job.LastSignOfLifeUtc)}</td><td>{Parts.Time(job.CreatedUtc)}</td></tr>

        """);

    private static Html Pager(JobQuestion question, JobListAnswer answer)
    {
        var (limit, last) = (Math.Max(1, question.Limit), (Math.Max(0, answer.Total - 1) / Math.Max(1, question.Limit)) * Math.Max(1, question.Limit));
        Html To(long offset, string label, string rel) => offset == question.Offset || offset < 0 || offset > last
            ? Html.Empty
            : Html.Of($"<a class=\"button\" rel=\"{rel}\" href=\"{JobAddress.Of(question with { Offset = offset })}\">{label}</a>");
        var hidden = JobQuestionText.Parameters(question with { Offset = 0 });
        return Html.Of($"""
            <div class="pager">{To(0, "First", "first")}{To(question.Offset - limit, "Previous", "prev")}
            <span id="place" data-live>{Figures.Count(answer.Jobs.Count == 0 ? 0 : answer.Offset + 1)}–{Figures.Count(answer.Offset + answer.Jobs.Count)} of {Figures.Count(answer.Total)}</span>
            {To(question.Offset + limit, "Next", "next")}{To(last, "Last", "last")}
            {Html.If(last > 0, () => Html.Of($"<form method=\"get\" action=\"/jobs\">{Html.Each(hidden, p => Html.Of($"<input type=\"hidden\" name=\"{p.Key}\" value=\"{p.Value}\">"))}<label>Skip<input name=\"offset\" inputmode=\"numeric\" size=\"9\" value=\"{question.Offset.ToString(CultureInfo.InvariantCulture)}\"></label><button>Go</button></form>"))}</div>
            """);
    }
}
