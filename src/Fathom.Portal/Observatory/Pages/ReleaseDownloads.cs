using Fathom.Portal.Markup;
using Fathom.Vo.Publishing;
using Fathom.Vo.Releases;

namespace Fathom.Portal.Observatory.Pages;

/// <summary>What of a release can be taken along: the table, its place on the sky, its files.</summary>
internal static class ReleaseDownloads
{
    private static readonly (string Format, string Label)[] Tables =
        [("fits", "FITS"), ("votable", "VOTable"), ("csv", "CSV"), ("tsv", "TSV"), ("json", "JSON")];

    /// <summary>The card.</summary>
    /// <param name="release">The release.</param>
    /// <param name="place">Path of its page.</param>
    /// <param name="server">Address of the server, without a slash at its end.</param>
    public static Html Render(PublishedRelease release, string place, string server) => Html.Of($"""
        <div class="card"><h2>Get it</h2>
        <p class="downloads">{Html.Each(Tables, one => Html.Of($"<a class=\"button\" href=\"{place}/table?format={one.Format}\" download>{one.Label}</a> "))}{Gadf(release, place)}</p>
        <p><button type="button" id="samp" hidden data-table="{server}{place}/table?format=votable" data-id="{release.About.Name}" data-title="{release.About.Title}">Send to TOPCAT (SAMP)</button> <output id="samp-says" class="soft"></output></p>
        {Html.If(release.Table.RightAscension >= 0, () => Html.Of($"<p class=\"soft\">Coverage of the sky (MOC): <a href=\"{place}/moc?format=fits\">FITS</a>, <a href=\"{place}/moc?format=json\">JSON</a>, <a href=\"{place}/moc?format=ascii\">ASCII</a></p>"))}
        {Html.If(release.About.Files.Count > 0, () => Html.Of($"<h3>Files</h3><ul class=\"findings\">{release.About.Files.Select(file => Item(file, place))}</ul>"))}
        </div>
        """);

    private static Html Gadf(PublishedRelease release, string place) => Html.If(!release.Gadf.IsEmpty, () => Html.Of(
        $"<a class=\"button\" href=\"{place}/gadf/{release.Gadf.Name}\" download title=\"Events and responses in the data formats for gamma-ray astronomy\">GADF (gammapy)</a>"));

    private static Html Item(ReleaseFile file, string place) =>
        Html.Of($"<li><a href=\"{place}/files/{file.Name}\" download>{file.Name}</a> <span class=\"soft\">({Figures.Bytes(file.Size)})</span> {file.Description}</li>");
}
