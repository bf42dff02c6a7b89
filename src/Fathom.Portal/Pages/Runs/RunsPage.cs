using Fathom.Catalog.Runs;
using Fathom.Portal.Markup;

namespace Fathom.Portal.Pages.Runs;

/// <summary>All runs.</summary>
public static class RunsPage
{
    /// <summary>The page.</summary>
    public static PageContent Render(IReadOnlyList<RunRecord> runs, IReadOnlyList<GoodRunList> lists) => new("Runs", "/runs", Html.Of($"""
        <div class="head"><h1>Runs</h1><span class="soft">{Figures.Count(runs.Count)} runs, {runs.Count(r => r.Quality == RunQuality.Good)} good</span>
        <div class="actions"><a class="button" href="/good-run-lists">Good run lists ({lists.Count})</a></div></div>
        {(runs.Count == 0 ? Parts.Empty("No run is registered yet.", Html.Trusted("<code>fathom simulate</code> makes detector data.")) : Table(runs))}
        """));

    private static Html Table(IReadOnlyList<RunRecord> runs) => Parts.Table(
        "runs",
        "Runs",
        Html.Trusted("<th scope=\"col\" class=\"num\">Run</th><th scope=\"col\">Quality</th><th scope=\"col\">Start</th><th scope=\"col\" class=\"num\">Sections</th><th scope=\"col\" class=\"num\">Livetime</th><th scope=\"col\" class=\"num\">Dead time</th><th scope=\"col\" class=\"num\">Bad channels</th><th scope=\"col\">Detector</th><th scope=\"col\">Remark</th>"),
        runs.Select(run => Html.Of($"""
            <tr><th scope="row" class="num"><a href="/runs/{run.Number}">{run.Number}</a></th><td>{Parts.State(run.Quality.ToString())}</td><td>{Parts.Time(run.StartUtc)}</td><td class="num">{run.Sections}</td><td class="num">{RunFigures.Livetime(run.LivetimeNs)}</td><td class="num">{RunFigures.DeadTime(run)}</td><td class="num">{run.BadChannels}</td><td>{run.Detector}</td><td class="wide">{run.Remark}</td></tr>

            """)));
}
