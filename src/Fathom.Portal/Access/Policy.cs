namespace Fathom.Portal.Access;

/// <summary>Who may use a route. Every route names one; a route that names none is refused to all.</summary>
/// <remarks>All but <see cref="Published"/> ask for a connection from this machine under a loopback name, so that a foreign page whose DNS name
/// is made to point here (DNS rebinding) gets nothing.</remarks>
public enum Policy
{
    /// <summary>Anyone, from anywhere, under any name of this server: what is published, and queries on it.</summary>
    Published,

    /// <summary>Anyone on this machine, for reading.</summary>
    Reader,

    /// <summary>The operator: token as bearer, or session cookie; a change also carries X-Request-Id and JSON.</summary>
    Operator,

    /// <summary>The operator's forms: session cookie, the form's own token, and the page's own origin.</summary>
    OperatorForm,

    /// <summary>A pilot with its own token; where the route names a pilot, that one.</summary>
    Pilot,

    /// <summary>The holder of an attempt's storage token, to create files in its folder.</summary>
    Output,

    /// <summary>A process that knows the workspace's bootstrap secret, to become a pilot.</summary>
    Bootstrap,
}
