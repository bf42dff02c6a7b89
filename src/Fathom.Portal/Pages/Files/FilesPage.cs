using Fathom.Catalog.Files;
using Fathom.Portal.Markup;

namespace Fathom.Portal.Pages.Files;

/// <summary>The catalogue: totals by tier and element, and the files of a filter.</summary>
public static class FilesPage
{
    /// <summary>The page.</summary>
    /// <param name="filter">Which files.</param>
    /// <param name="files">One page of them.</param>
    /// <param name="tiers">Totals of the whole catalogue.</param>
    /// <param name="elements">Totals of the replicas.</param>
    public static PageContent Render(
        FileFilter filter, Page<CatalogueFile> files, IReadOnlyList<TierTotals> tiers, IReadOnlyList<ElementTotals> elements)
        => new("Files", "/files", Html.Of($"""
            <div class="head"><h1>Files</h1><span class="soft" id="elements" data-live>{string.Join(" · ", elements.Select(e => $"{e.Element}: {Figures.Count(e.Replicas)} replicas, {Figures.Bytes(e.Bytes)}"))}</span></div>
            {Tiers(filter, tiers)}
            <form class="filter" method="get" action="/files" role="search">
            {Parts.Select("tier", "Tier", tiers.Select(t => t.Tier), filter.Tier)}
            {Parts.Field("run", "Run", filter.Run?.ToString(System.Globalization.CultureInfo.InvariantCulture), "any")}
            {Parts.Field("lfn", "Logical file name", filter.Lfn, "*/RUN.10*.esd")}
            <button>Filter</button></form>
            {FileTable.Render(files.Items, "No file matches.")}
            {Html.If(files.Next is not null, () => Html.Of($"<p class=\"pager\"><a class=\"button\" rel=\"next\" href=\"{Address(filter, files.Next)}\">Next page</a></p>"))}
            """));

    private static string Address(FileFilter filter, long? after)
        => Query.Address("/files", ("tier", filter.Tier), ("run", filter.Run), ("lfn", filter.Lfn), ("campaign", filter.Campaign), ("after", after));

    private static Html Tiers(FileFilter filter, IReadOnlyList<TierTotals> tiers) => Html.If(tiers.Count > 0, () => Html.Of($"""
        <ul class="tabs" id="tiers" data-live>
        {Html.Each(tiers, t => Html.Of($"<li><a href=\"{Address(filter with { Tier = t.Tier }, null)}\"{(t.Tier == filter.Tier ? Html.Trusted(" aria-current=\"true\"") : Html.Empty)}>{t.Tier} <span class=\"count\">{Figures.Count(t.Files)} files · {Figures.Bytes(t.Bytes)} · {Figures.Count(t.Events)} events</span></a></li>\n"))}</ul>
        """));
}
