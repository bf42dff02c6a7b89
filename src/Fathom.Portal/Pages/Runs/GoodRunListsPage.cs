using Fathom.Catalog.Runs;
using Fathom.Portal.Markup;

namespace Fathom.Portal.Pages.Runs;

/// <summary>All versions of the good run lists.</summary>
public static class GoodRunListsPage
{
    /// <summary>The page.</summary>
    public static PageContent Render(IReadOnlyList<GoodRunList> lists) => new("Good run lists", "/runs", Html.Of($"""
        <div class="head"><h1>Good run lists</h1><span class="soft">the runs fit for physics; a version never changes</span></div>
        {(lists.Count == 0 ? Parts.Empty("No list is there yet.", Html.Trusted("<code>fathom grl add NAME FILE</code> adds one.")) : Table(lists))}
        """))
    { Above = [("Runs", "/runs")] };

    private static Html Table(IReadOnlyList<GoodRunList> lists) => Parts.Table(
        "lists",
        "Good run lists",
        Html.Trusted("<th scope=\"col\">Name</th><th scope=\"col\" class=\"num\">Version</th><th scope=\"col\" class=\"num\">Runs</th><th scope=\"col\" class=\"num\">Livetime</th><th scope=\"col\">Added</th><th scope=\"col\">SHA-256</th><th scope=\"col\">Which</th>"),
        lists.OrderBy(l => l.Name, StringComparer.Ordinal).ThenByDescending(l => l.Version).Select(list => Html.Of($"""
            <tr><th scope="row">{list.Name}</th><td class="num">{list.Version}</td><td class="num">{list.Runs.Count}</td><td class="num">{RunFigures.Livetime(list.LivetimeNs)}</td><td>{Parts.Time(list.CreatedUtc)}</td><td><code title="{list.Sha256}">{list.Sha256[..Math.Min(12, list.Sha256.Length)]}…</code></td><td class="wide">{Which(list)}</td></tr>

            """)));

    private static Html Which(GoodRunList list)
    {
        const int shown = 40;
        var links = list.Runs.Take(shown).Select(run => Html.Of($"<a href=\"/runs/{run}\">{run}</a> "));
        return Html.Of($"{links}{(list.Runs.Count > shown ? $"and {list.Runs.Count - shown} more" : "")}");
    }
}
