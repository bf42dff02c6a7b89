using Fathom.Catalog.Files;
using Fathom.Portal.Markup;

namespace Fathom.Portal.Pages.Files;

/// <summary>Files, one a row.</summary>
public static class FileTable
{
    private const string Head =
        "<th scope=\"col\">Logical file name</th><th scope=\"col\">Tier</th><th scope=\"col\" class=\"num\">Run</th>"
        + "<th scope=\"col\" class=\"num\">Section</th><th scope=\"col\" class=\"num\">Events</th><th scope=\"col\" class=\"num\">Size</th>"
        + "<th scope=\"col\">Campaign</th><th scope=\"col\" class=\"num\">Job</th><th scope=\"col\">State</th>";

    /// <summary>The table, or what stands where there are none.</summary>
    public static Html Render(IReadOnlyList<CatalogueFile> files, string none) => files.Count == 0
        ? Html.Of($"<div id=\"files\" data-live>{Parts.Empty(none, Html.Empty)}</div>")
        : Parts.Table("files", "Files", Html.Trusted(Head), files.Select(Row));

    private static Html Row(CatalogueFile file) => Html.Of($"""
        <tr><th scope="row"><a class="mono" href="/files/{file.Id}">{file.Lfn}</a></th><td>{file.Tier}</td><td class="num">{Run(file)}</td><td class="num">{file.Section}</td><td class="num">{Figures.Count(file.Events)}</td><td class="num">{Figures.Bytes(file.Size)}</td><td>{Campaign(file)}</td><td class="num">{Job(file)}</td><td>{Parts.State(file.State.ToString())}</td></tr>

        """);

    private static Html Run(CatalogueFile file)
        => Html.If(file.Run is not null, () => Html.Of($"<a href=\"/runs/{file.Run}\">{file.Run}</a>"));

    private static Html Campaign(CatalogueFile file)
        => Html.If(file.Campaign is not null, () => Html.Of($"<a href=\"/campaigns/{Uri.EscapeDataString(file.Campaign!)}\">{file.Campaign}</a>"));

    private static Html Job(CatalogueFile file)
        => Html.If(file.JobId is not null, () => Html.Of($"<a href=\"/jobs/{file.JobId}\">{file.JobId}</a>"));
}
