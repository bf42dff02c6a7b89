using System.Globalization;
using Fathom.Portal.Markup;
using Fathom.Portal.Observatory.Sky;
using Fathom.Vo.Publishing;
using Fathom.Vo.Releases;

namespace Fathom.Portal.Observatory.Pages;

/// <summary>One release: what it is, where its rows lie, what its columns mean, how to get it, ask it and cite it.</summary>
internal static class ReleasePage
{
    private const double MjdOfUnixEpoch = 40587;

    /// <summary>The page's content.</summary>
    /// <param name="release">The release.</param>
    /// <param name="sky">Where its rows lie; null: they have no positions.</param>
    /// <param name="words">What the query box completes.</param>
    /// <param name="server">Address of the server, without a slash at its end.</param>
    public static Html Render(PublishedRelease release, ReleaseSky? sky, QueryWords words, string server)
    {
        ReleaseDescription about = release.About;
        string place = $"/releases/{about.Name}";
        return Html.Of($"""
            <nav class="crumbs" aria-label="Breadcrumb"><ol><li><a href="/releases">Releases</a></li><li aria-current="page">{about.Name}</li></ol></nav>
            <div class="head"><h1>{about.Title}</h1><span class="soft">version {about.Version}</span></div>
            {Html.If(about.Authors.Count > 0, () => Html.Of($"<p class=\"soft\">{string.Join(", ", about.Authors)}</p>"))}
            <div class="columns">
            <div class="card"><p>{about.Abstract}</p><dl class="facts">{Facts(release, sky)}</dl>{MadeFrom(about.Provenance)}</div>
            {ReleaseDownloads.Render(release, place, server)}
            </div>
            {(sky is null ? Html.Empty : Maps(release, sky, place))}
            {ReleaseColumns.Render(release.Table)}
            {QueryBox.Render(release, words)}
            {ReleaseSnippets.Render(release, server)}
            {Cite(about, new Uri(server + place))}
            """);
    }

    private static Html Facts(PublishedRelease release, ReleaseSky? sky)
    {
        ReleaseDescription about = release.About;
        ReleaseCoverage coverage = about.Coverage;
        return Html.Join(new (string Name, string? Value)[]
        {
            ("Rows", Figures.Count(release.Table.Rows)),
            ("Instrument", about.Instrument),
            ("Livetime", about.Livetime is { } days ? Number($"{days:0.##} d") : null),
            ("Time", coverage is { TimeBegin: { } begin, TimeEnd: { } end } ? Range(Day(begin), Day(end)) : null),
            ("Energy", coverage is { EnergyLeast: { } least, EnergyGreatest: { } greatest } ? Range(Energy(least), Energy(greatest)) : null),
            ("Sky", sky is null || release.Table.Rows <= SkyDensity.MostPoints ? null : Number($"{100 * sky.Fraction:0.#} %")),
            ("Licence", about.Licence.Length > 0 ? about.Licence : null),
            ("DOI", about.Doi),
        }.Where(fact => fact.Value is not null).Select(fact => Parts.Fact(fact.Name, Html.Of($"{fact.Value}"))));
    }

    private static Html MadeFrom(ReleaseProvenance? from) => Html.If(from is not null, () => Html.Of($"""
        <dl class="pairs">{Html.Each(
            new[] { ("Made from", from!.Dataset), ("Campaign", from.Campaign), ("Conditions tag", from.ConditionsTag) }.Where(one => one.Item2 is not null), one => Parts.Pair(one.Item1, one.Item2))}</dl>
        """));

    private static Html Maps(PublishedRelease release, ReleaseSky sky, string place) => Html.Of($"""
        <section aria-label="Sky"><div class="columns">
        {Html.Each([SkyFrame.Equatorial, SkyFrame.Galactic], frame => Html.Of($"<div class=\"card\">{SkyFigure.Draw(release.Table, sky.Density, frame, $"{place}/sky.png?frame={frame.Name}")}</div>"))}
        </div></section>
        """);

    private static Html Cite(ReleaseDescription about, Uri address) => Html.Of($"""
        <section><h2>Cite it</h2><div class="card">
        <p>{Citation.Text(about, address)}</p>
        <pre class="log copy">{Citation.BibTex(about, address)}</pre>
        {Html.If(about.Subjects.Count > 0, () => Html.Of($"<p class=\"soft\">Subjects (UAT): {string.Join(", ", about.Subjects)}</p>"))}
        {Html.If(about.FlavourConvention is not null, () => Html.Of($"<p class=\"soft\">{about.FlavourConvention}</p>"))}
        {Html.If(about.Contact is not null, () => Html.Of($"<p class=\"soft\">Questions: {about.Contact!.Name}, <a href=\"mailto:{about.Contact.Email}\">{about.Contact.Email}</a></p>"))}
        </div></section>
        """);

    private static string Range(string first, string last) => first == last ? first : $"{first} to {last}";

    private static string Energy(double gev) => gev switch
    {
        >= 1e6 => Number($"{gev / 1e6:G4} PeV"),
        >= 1e3 => Number($"{gev / 1e3:G4} TeV"),
        _ => Number($"{gev:G4} GeV"),
    };

    private static string Day(double mjd) => DateTimeOffset.UnixEpoch.AddDays(mjd - MjdOfUnixEpoch).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Number(FormattableString value) => FormattableString.Invariant(value);
}
