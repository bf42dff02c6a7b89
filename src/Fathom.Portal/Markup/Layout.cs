using Fathom.Portal.Assets;

namespace Fathom.Portal.Markup;

/// <summary>What a page gives to the frame around it.</summary>
/// <param name="Title">Title of the page, plain text.</param>
/// <param name="Section">The entry of the navigation that it belongs to, such as "/jobs".</param>
/// <param name="Body">Everything below the navigation.</param>
public sealed record PageContent(string Title, string Section, Html Body)
{
    /// <summary>The way here: label and address of each page above, outermost first.</summary>
    public IReadOnlyList<(string Label, string Address)> Above { get; init; } = [];

    /// <summary>Modules of script that only this page needs, by asset name.</summary>
    public IReadOnlyList<string> Scripts { get; init; } = [];

    /// <summary>Whether the page follows the ledger.</summary>
    public bool Live { get; init; } = true;

    /// <summary>HTTP status.</summary>
    public int Status { get; init; } = 200;
}

/// <summary>The frame around every page: head, navigation, status line.</summary>
public static class Layout
{
    private static readonly (string Address, string Label)[] Sections =
    [
        ("/", "Campaigns"),
        ("/jobs", "Jobs"),
        ("/causes", "Causes"),
        ("/runs", "Runs"),
        ("/files", "Files"),
        ("/physics", "Physics"),
        ("/events", "Events"),
        ("/releases", "Releases"),
        ("/accounting", "Accounting"),
        ("/sites", "Sites"),
        ("/alerts", "Alerts"),
        ("/log", "Log"),
    ];

    /// <summary>The whole document.</summary>
    public static Html Document(PageContent page, Visitor visitor) => Html.Of($"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>{page.Title} · Fathom</title>
        <link rel="icon" href="{AssetAddress.Of("fathom.svg")}" type="image/svg+xml">
        <link rel="stylesheet" href="{AssetAddress.Of("fathom.css")}">
        <script src="{AssetAddress.Of("theme.js")}"></script>
        {Html.Each(Modules(page), name => Html.Of($"<script type=\"module\" src=\"{AssetAddress.Of(name)}\"></script>\n"))}{NoScript(page)}</head>
        <body>
        <a class="skip" href="#main">Skip to content</a>
        {Header(page, visitor)}
        <main id="main" tabindex="-1">
        {Crumbs(page)}{Notice(visitor)}
        {page.Body}
        </main>
        <footer><span>Fathom · all times UTC</span><span>{visitor.Workspace}</span></footer>
        </body>
        </html>

        """);

    private static IEnumerable<string> Modules(PageContent page) => ["portal.js", .. page.Scripts];

    private static Html NoScript(PageContent page)
        => page.Live ? Html.Trusted("<noscript><meta http-equiv=\"refresh\" content=\"10\"></noscript>\n") : Html.Empty;

    private static Html Header(PageContent page, Visitor visitor) => Html.Of($"""
        <header class="top">
        <a class="brand" href="/"><svg viewBox="0 0 24 24" aria-hidden="true"><path d="M2 6.5c2.5-2 4.2-2 6.7 0s4.2 2 6.7 0 4.2-2 6.6 0M12 10.5V16M9.7 16h4.6l-.9 6h-2.8z"/></svg>Fathom</a>
        <nav aria-label="Main"><ul>
        {Html.Each(Sections, s => Html.Of($"<li><a href=\"{s.Address}\"{Current(s.Address == page.Section)}>{s.Label}</a></li>\n"))}</ul></nav>
        <div class="tools">
        <span id="live" class="live" role="status" aria-live="polite" data-follow="{(page.Live ? "yes" : "no")}" data-version="{visitor.Version}"></span>
        <button type="button" id="theme" class="quiet" hidden>Theme</button>
        {Account(visitor)}
        </div>
        </header>
        """);

    private static Html Account(Visitor visitor) => visitor.IsOperator
        ? Html.Of($"""<form method="post" action="/logout"><input type="hidden" name="csrf" value="{visitor.Csrf}"><button class="quiet" title="Signed in as operator">Sign out</button></form>""")
        : Html.Of($"""<a class="quiet" href="/login?to={Uri.EscapeDataString(visitor.Address)}">Sign in</a>""");

    private static Html Crumbs(PageContent page) => Html.If(page.Above.Count > 0, () => Html.Of($"""
        <nav class="crumbs" aria-label="Breadcrumb"><ol>
        {Html.Each(page.Above, a => Html.Of($"<li><a href=\"{a.Address}\">{a.Label}</a></li>"))}<li aria-current="page">{page.Title}</li></ol></nav>
        """));

    private static Html Notice(Visitor visitor)
        => Html.If(visitor.Notice.Length > 0, () => Html.Of($"<p class=\"notice\" role=\"status\">{visitor.Notice}</p>"));

    private static Html Current(bool current) => current ? Html.Trusted(" aria-current=\"page\"") : Html.Empty;
}
