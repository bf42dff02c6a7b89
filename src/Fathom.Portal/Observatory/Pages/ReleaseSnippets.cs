using Fathom.Portal.Markup;
using Fathom.Vo.Publishing;

namespace Fathom.Portal.Observatory.Pages;

/// <summary>How programs ask a release: lines to copy.</summary>
internal static class ReleaseSnippets
{
    /// <summary>The section.</summary>
    /// <param name="release">The release.</param>
    /// <param name="server">Address of the server, without a slash at its end.</param>
    public static Html Render(PublishedRelease release, string server) => Html.Of($"""
        <section><h2>Use it from</h2><div class="columns lines">
        {Html.Each(Of(release, server), one => Html.Of($"<div class=\"card\"><h3>{one.Program}</h3><pre class=\"log copy\">{one.Lines}</pre></div>"))}
        </div></section>
        """);

    private static IEnumerable<(string Program, string Lines)> Of(PublishedRelease release, string server)
    {
        string table = release.Table.Description.QualifiedName, name = release.About.Name, query = $"SELECT TOP 1000 * FROM {table}";
        bool places = release.Cone is not null;
        yield return ("Python (pyvo)", $"""
            import pyvo
            tap = pyvo.dal.TAPService("{server}/tap")
            rows = tap.search("{query}").to_table()
            """ + (places ? $"""

            cone = pyvo.dal.SCSService("{server}/releases/{name}/cone?")
            near = cone.search(pos=(266.4, -28.9), radius=5).to_table()
            """ : ""));
        yield return ("TOPCAT", $"""
            VO → Table Access Protocol (TAP) Query → TAP URL:
            {server}/tap
            """ + (places ? $"""

            VO → Cone Search → Cone URL:
            {server}/releases/{name}/cone?
            """ : ""));
        yield return ("STILTS", $"""
            stilts tapquery tapurl={server}/tap \
                adql='{query}' out={name}.fits
            """ + (places ? $"""

            stilts cone serviceurl='{server}/releases/{name}/cone?' \
                lon=266.4 lat=-28.9 radius=5 out=near.fits
            """ : ""));
        yield return ("curl", $"""
            curl -o {name}.fits '{server}/releases/{name}/table?format=fits'
            curl -d LANG=ADQL -d FORMAT=csv \
                --data-urlencode 'QUERY={query}' {server}/tap/sync
            """);
    }
}
