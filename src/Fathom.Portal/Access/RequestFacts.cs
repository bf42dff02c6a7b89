using Fathom.Identity.Access;

namespace Fathom.Portal.Access;

/// <summary>Where a browser says that a request comes from.</summary>
public enum RequestOrigin
{
    /// <summary>It does not say: not a browser, or a plain navigation.</summary>
    Unsaid,

    /// <summary>From this server's own pages.</summary>
    Own,

    /// <summary>From another site, or another port of this machine.</summary>
    Foreign,
}

/// <summary>What the gate needs to know of a request, and nothing else.</summary>
public sealed record RequestFacts
{
    /// <summary>The connection comes from this machine, and so says the Host header.</summary>
    public bool IsLocal { get; init; }

    /// <summary>The method may change something.</summary>
    public bool Changes { get; init; }

    /// <summary>Origin header.</summary>
    public RequestOrigin Origin { get; init; }

    /// <summary>Who the bearer token or the session says it is; null for nobody known.</summary>
    public Principal? Principal { get; init; }

    /// <summary>The principal is known by the cookie of a session, not by a bearer token.</summary>
    public bool Session { get; init; }

    /// <summary>The form carries the session's token.</summary>
    public bool FormToken { get; init; }

    /// <summary>The pilot that the route names.</summary>
    public long? RoutePilot { get; init; }

    /// <summary>Has an X-Request-Id of 1 to 128 characters and a JSON body.</summary>
    public bool IsApiCall { get; init; }
}
