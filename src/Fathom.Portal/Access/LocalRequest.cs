using System.Net;
using Microsoft.AspNetCore.Http;

namespace Fathom.Portal.Access;

/// <summary>Whether a request comes from this machine and means this machine.</summary>
public static class LocalRequest
{
    /// <summary>Connection from a loopback address, under a loopback name.</summary>
    public static bool Is(HttpContext context)
        => context.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote) && NamesLoopback(context.Request.Host);

    /// <summary>True for localhost, 127.0.0.0/8 and [::1], with any port.</summary>
    public static bool NamesLoopback(HostString host)
        => string.Equals(host.Host, "localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    /// <summary>What the Origin header says.</summary>
    public static RequestOrigin Origin(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0 ? RequestOrigin.Unsaid
            : string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase) ? RequestOrigin.Own
            : RequestOrigin.Foreign;
    }
}
