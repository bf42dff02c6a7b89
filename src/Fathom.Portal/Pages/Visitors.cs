using Fathom.Portal.Access;
using Fathom.Portal.Live;
using Fathom.Portal.Markup;
using Fathom.Portal.Server;
using Microsoft.AspNetCore.Http;

namespace Fathom.Portal.Pages;

/// <summary>Knows the visitor behind a request.</summary>
public sealed class Visitors(Sessions sessions, LedgerWatch watch, ServerOptions options)
{
    /// <summary>The visitor.</summary>
    public Visitor Of(HttpContext context)
    {
        var token = sessions.FormToken(context);
        return new Visitor(
            token is not null,
            token ?? "",
            context.Request.Path + context.Request.QueryString,
            options.Workspace,
            watch.Version,
            Notices.Text(context.Request.Query[Notices.Parameter].ToString()));
    }
}
