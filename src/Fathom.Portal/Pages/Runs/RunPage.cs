using Fathom.Catalog.Files;
using Fathom.Catalog.Runs;
using Fathom.Portal.Markup;
using Fathom.Portal.Pages.Files;

namespace Fathom.Portal.Pages.Runs;

/// <summary>One run: its numbers, the lists that hold it, its files.</summary>
public static class RunPage
{
    /// <summary>The page.</summary>
    public static PageContent Render(RunRecord run, IReadOnlyList<string> lists, Page<CatalogueFile> files)
        => new($"Run {run.Number}", "/runs", Html.Of($"""
            <div class="head"><h1>Run {run.Number}</h1>{Parts.State(run.Quality.ToString())}
            <div class="actions"><a class="button" href="/jobs?run={run.Number}">Jobs of this run</a></div></div>
            {Html.If(run.Remark.Length > 0, () => Html.Of($"<p class=\"notice\">{run.Remark}</p>"))}
            <div class="card"><dl class="facts">
            {Parts.Fact("Start (UTC)", Parts.Time(run.StartUtc))}{Parts.Fact("Livetime", Html.Of($"{RunFigures.Livetime(run.LivetimeNs)}"))}{Parts.Fact("Dead time", Html.Of($"{RunFigures.DeadTime(run)}"))}{Parts.Fact("Sections", Html.Of($"{run.Sections}"))}{Parts.Fact("Bad channels", Html.Of($"{run.BadChannels}"))}{Parts.Fact("Detector", Html.Of($"{run.Detector}"))}{Parts.Fact("Good run lists", Html.Of($"{(lists.Count == 0 ? "none" : string.Join(", ", lists))}"))}
            </dl></div>
            <section><h2>Files</h2>
            {FileTable.Render(files.Items, "This run has no files.")}
            {Html.If(files.Next is not null, () => Html.Of($"<p class=\"pager\"><a class=\"button\" href=\"/files?run={run.Number}\">All files of the run</a></p>"))}
            </section>
            """))
        { Above = [("Runs", "/runs")] };
}
