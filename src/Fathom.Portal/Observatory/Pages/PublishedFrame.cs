using System.Text;
using Fathom.Portal.Access;
using Fathom.Portal.Assets;
using Fathom.Portal.Markup;
using Microsoft.AspNetCore.Http;

namespace Fathom.Portal.Observatory.Pages;

/// <summary>The frame of the pages that everybody may see: no way to what is not public.</summary>
internal static class PublishedFrame
{
    // A SAMP hub, such as TOPCAT's, listens on the reader's own machine (SAMP 1.3, section 5).
    private const string WithHub = "connect-src 'self' http://localhost:21012 http://127.0.0.1:21012";

    /// <summary>Sends a page.</summary>
    /// <param name="context">The request.</param>
    /// <param name="title">Its title.</param>
    /// <param name="body">What is in it.</param>
    /// <param name="status">HTTP status.</param>
    public static Task SendAsync(HttpContext context, string title, Html body, int status = StatusCodes.Status200OK)
    {
        context.Response.Headers.ContentSecurityPolicy = SecurityHeaders.ContentPolicy.Replace("connect-src 'self'", WithHub, StringComparison.Ordinal);
        byte[] document = Encoding.UTF8.GetBytes(Document(title, body, LocalRequest.Is(context)).ToString());
        return PublishedRoute.SendAsync(context, "text/html; charset=utf-8", document, status);
    }

    private static Html Document(string title, Html body, bool local) => Html.Of($"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>{title} · Fathom</title>
        <link rel="icon" href="{AssetAddress.Of("fathom.svg")}" type="image/svg+xml">
        <link rel="stylesheet" href="{AssetAddress.Of("fathom.css")}">
        <script src="{AssetAddress.Of("theme.js")}"></script>
        <script type="module" src="{AssetAddress.Of("release.js")}"></script>
        </head>
        <body>
        <a class="skip" href="#main">Skip to content</a>
        <header class="top">
        <a class="brand" href="/releases"><svg viewBox="0 0 24 24" aria-hidden="true"><path d="M2 6.5c2.5-2 4.2-2 6.7 0s4.2 2 6.7 0 4.2-2 6.6 0M12 10.5V16M9.7 16h4.6l-.9 6h-2.8z"/></svg>Fathom</a>
        <nav aria-label="Main"><ul><li><a href="/releases">Releases</a></li><li><a href="/tap/examples">Examples</a></li>{Html.If(local, () => Html.Trusted("<li><a href=\"/\">Campaigns</a></li>"))}</ul></nav>
        <div class="tools"><button type="button" id="theme" class="quiet" hidden>Theme</button></div>
        </header>
        <main id="main" tabindex="-1">
        {body}
        </main>
        <footer><span>Fathom · Virtual Observatory services: <a href="/tap/capabilities">TAP</a></span><span>all times UTC</span></footer>
        </body>
        </html>

        """);
}
