namespace Fathom.Compute.Pilot;

/// <summary>How a request to the server ended, as far as the pilot tells apart.</summary>
public enum AnswerKind
{
    /// <summary>Answered as asked.</summary>
    Ok,

    /// <summary>The fence no longer holds: the attempt is somebody else's.</summary>
    Stale,

    /// <summary>The server has given the pilot up: its leases are lost.</summary>
    Unregistered,

    /// <summary>The server knows nobody by this token: perhaps another one listens where ours was. Ours never forgets a token.</summary>
    Stranger,

    /// <summary>The server asks to come again later.</summary>
    Busy,

    /// <summary>No server answered, or not one of ours, or it failed.</summary>
    Unreachable,

    /// <summary>The server refuses the request as such.</summary>
    Rejected,
}

/// <summary>The outcome of a request.</summary>
/// <param name="Kind">How it ended.</param>
/// <param name="Reply">The reply, where there is one.</param>
/// <param name="RetryAfter">When the server wants to be asked again, if it said so.</param>
/// <param name="Detail">What went wrong, in words.</param>
public sealed record ServerAnswer<T>(AnswerKind Kind, T? Reply, TimeSpan? RetryAfter, string Detail)
    where T : class;
