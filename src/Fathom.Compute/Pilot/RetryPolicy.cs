using System.Net;

namespace Fathom.Compute.Pilot;

/// <summary>What follows an answer.</summary>
public enum RetryAction
{
    /// <summary>The answer stands.</summary>
    Accept,

    /// <summary>Ask again after the wait, under the same request id.</summary>
    Again,

    /// <summary>The server was away for longer than the pilot's patience.</summary>
    GiveUp,
}

/// <summary>A decision of the retry policy.</summary>
public readonly record struct RetryDecision(RetryAction Action, TimeSpan Wait);

/// <summary>When a pilot repeats a request: pure functions.</summary>
public static class RetryPolicy
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    /// <summary>Decides after an answer.</summary>
    /// <param name="kind">The answer.</param>
    /// <param name="tries">How often the request was sent, from 1.</param>
    /// <param name="silence">Time since a server last answered anything.</param>
    /// <param name="patience">Longest silence that is borne.</param>
    /// <param name="retryAfter">What the server asked for.</param>
    /// <param name="jitter">In [0, 1): spreads pilots that lost the same server.</param>
    /// <param name="holdsJob">True where the request is about a job that the pilot holds.</param>
    public static RetryDecision Decide(
        AnswerKind kind, int tries, TimeSpan silence, TimeSpan patience, TimeSpan? retryAfter, double jitter,
        bool holdsJob = false) => kind switch
        {
            // A stranger's word on a running payload is no word of ours.
            AnswerKind.Stranger when holdsJob => Decide(AnswerKind.Unreachable, tries, silence, patience, retryAfter, jitter, holdsJob),
            AnswerKind.Unreachable when silence >= patience => new(RetryAction.GiveUp, TimeSpan.Zero),
            AnswerKind.Unreachable => new(RetryAction.Again, Backoff(tries, jitter)),
            AnswerKind.Busy => new(RetryAction.Again, Clamped(retryAfter ?? Backoff(tries, jitter))),
            _ => new(RetryAction.Accept, TimeSpan.Zero),
        };

    /// <summary>What an HTTP status means to a pilot.</summary>
    public static AnswerKind KindOf(HttpStatusCode status) => (int)status switch
    {
        >= 200 and < 300 => AnswerKind.Ok,
        409 => AnswerKind.Stale,
        401 => AnswerKind.Stranger,
        410 => AnswerKind.Unregistered,
        429 or 503 => AnswerKind.Busy,
        // Another program may listen where the server was before: as good as no server.
        404 or 405 or < 200 or (>= 300 and < 400) or >= 500 => AnswerKind.Unreachable,
        _ => AnswerKind.Rejected,
    };

    private static TimeSpan Backoff(int tries, double jitter)
    {
        var full = Math.Min(Longest.TotalSeconds, First.TotalSeconds * Math.Pow(2, Math.Min(tries - 1, 20)));
        return TimeSpan.FromSeconds(full * (0.5 + (jitter / 2)));
    }

    private static TimeSpan Clamped(TimeSpan wait) =>
        wait < First ? First : wait > TimeSpan.FromMinutes(1) ? TimeSpan.FromMinutes(1) : wait;
}
