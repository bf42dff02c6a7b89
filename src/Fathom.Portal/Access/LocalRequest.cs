using System.Net;
using Microsoft.AspNetCore.Http;

namespace Fathom.Portal.Access;

/// <summary>Whether a request comes from this machine and means this machine.</summary>
public static class LocalRequest
{
    /// <summary>Connection from a loopback address, under a loopback name, passed on by nobody: a web server on this machine, which may well put
    /// a loopback name in the place of its own, says for whom it asks.</summary>
    public static bool Is(HttpContext context)
        => context.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote) && NamesLoopback(context.Request.Host)
            && !context.Request.Headers.ContainsKey("X-Forwarded-For") && !context.Request.Headers.ContainsKey("Forwarded");

    /// <summary>True for localhost, 127.0.0.0/8 and [::1], with any port.</summary>
    public static bool NamesLoopback(HostString host)
        => string.Equals(host.Host, "localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    /// <summary>Where the browser says that the request comes from.</summary>
    /// <remarks>Pages that send no referrer send "null" as the Origin of their own forms; Sec-Fetch-Site, which no script can
    /// set, then tells (https://www.w3.org/TR/fetch-metadata/).</remarks>
    public static RequestOrigin Origin(HttpRequest request)
    {
        var (origin, site) = (request.Headers.Origin.ToString(), request.Headers["Sec-Fetch-Site"].ToString());
        return origin switch
        {
            "" or "null" when site == "same-origin" => RequestOrigin.Own,
            "" when site is "" or "none" => RequestOrigin.Unsaid,
            "" or "null" => RequestOrigin.Foreign,
            _ when string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase) => RequestOrigin.Own,
            _ => RequestOrigin.Foreign,
        };
    }
}
