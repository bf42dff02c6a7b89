using Fathom.Portal.Markup;
using Fathom.Vo.Publishing;

namespace Fathom.Portal.Observatory.Pages;

/// <summary>What is published.</summary>
internal static class ReleasesPage
{
    /// <summary>The page's content.</summary>
    public static Html Render(IEnumerable<PublishedRelease> releases)
    {
        PublishedRelease[] all = [.. releases.OrderBy(release => release.About.Name, StringComparer.Ordinal)];
        return Html.Of($"""
            <div class="head"><h1>Releases</h1><span class="soft">published data sets; each version never changes</span></div>
            {(all.Length == 0 ? Parts.Empty("Nothing is published yet.", Html.Trusted("<code>fathom release examples --publish</code> publishes real events of several experiments.")) : Html.Each(all, Card))}
            """);
    }

    private static Html Card(PublishedRelease release) => Html.Of($"""
        <article class="card"><h2><a href="/releases/{release.About.Name}">{release.About.Title}</a></h2>
        <p>{Shortened(release.About.Abstract)}</p>
        <p class="soft">{Figures.Count(release.Table.Rows)} {(release.Table.Rows == 1 ? "row" : "rows")} · version {release.About.Version} · <code>{release.Table.Description.QualifiedName}</code>{Html.If(release.About.Licence.Length > 0, () => Html.Of($" · {release.About.Licence}"))}</p>
        </article>
        """);

    private static string Shortened(string text) => text.Length <= 320 ? text : text[..(text.LastIndexOf(' ', 320) is var end && end > 0 ? end : 320)] + " …";
}
