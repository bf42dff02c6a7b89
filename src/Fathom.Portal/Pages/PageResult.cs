using System.Text;
using Fathom.Portal.Markup;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Fathom.Portal.Pages;

/// <summary>Sends a page in its frame.</summary>
/// <remarks>The page is made while it is sent, after the ledger's version was taken: a change in between makes the page
/// fetch itself once more, never miss it.</remarks>
public sealed class PageResult(Func<Visitor, PageContent?> make) : IResult
{
    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var visitor = httpContext.RequestServices.GetRequiredService<Visitors>().Of(httpContext);
        var page = make(visitor) ?? Errors.ErrorPages.NotFound(visitor.Address);
        httpContext.Response.StatusCode = page.Status;
        httpContext.Response.ContentType = "text/html; charset=utf-8";
        return httpContext.Response.WriteAsync(Layout.Document(page, visitor).ToString(), Encoding.UTF8, httpContext.RequestAborted);
    }
}
