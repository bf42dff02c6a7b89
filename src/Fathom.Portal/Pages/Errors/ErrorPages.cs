using Fathom.Portal.Markup;

namespace Fathom.Portal.Pages.Errors;

/// <summary>Pages for what does not exist, is not allowed, or went wrong.</summary>
public static class ErrorPages
{
    /// <summary>404.</summary>
    public static PageContent NotFound(string address) => new("Not found", "", Html.Of($"""
        <div class="head"><h1>Not found</h1></div>
        <p>There is nothing at <code>{address}</code>. It may be another workspace's, or the number is mistyped.</p>
        <p><a href="/">Campaigns</a> · <a href="/jobs">Jobs</a> · <a href="/files">Files</a></p>
        """))
    { Status = 404, Live = false };

    /// <summary>A refusal of the gate.</summary>
    public static PageContent Refused(int status, string reason) => new("Not allowed", "", Html.Of($"""
        <div class="head"><h1>Not allowed</h1></div>
        <p class="problem">{reason}</p>
        """))
    { Status = status, Live = false };

    /// <summary>400.</summary>
    public static PageContent Malformed(string reason) => new("Not understood", "", Html.Of($"""
        <div class="head"><h1>Not understood</h1></div>
        <p class="problem">{reason}</p>
        """))
    { Status = 400, Live = false };

    /// <summary>500, with the id under which the server's log tells more.</summary>
    public static PageContent Failed(string requestId) => new("Something failed", "", Html.Of($"""
        <div class="head"><h1>Something failed</h1></div>
        <p class="problem">The server could not make this page. Its log has the reason under request id <code>{requestId}</code>.</p>
        <p>Nothing was changed. Load the page again; if it fails again, look into the log of <code>fathom serve</code>.</p>
        """))
    { Status = 500, Live = false };
}
