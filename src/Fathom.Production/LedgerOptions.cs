using Fathom.Identity.Tokens;
using Fathom.Production.Diagnosis.Rules;

namespace Fathom.Production;

/// <summary>How the ledger works.</summary>
public sealed class LedgerOptions
{
    /// <summary>The workspace's folder: root of relative storage elements and of <c>conditions/</c>.</summary>
    public required string Workspace { get; init; }

    /// <summary>A lease without a heartbeat ends after this. Default: 30 s.</summary>
    public TimeSpan LeasePeriod { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Interval of heartbeats. Default: 5 s.</summary>
    public TimeSpan HeartbeatPeriod { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>What a pilot that found no job waits before it asks again. Default: 0.5 s.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>Most jobs made in one transaction by the feeder, which makes fewer where they would hold the writer for long.
    /// Default: 20000.</summary>
    public int FeedBatch { get; init; } = 20_000;

    /// <summary>Rules that judge failures. Default: those that come with Fathom.</summary>
    public RuleTable? Rules { get; init; }

    /// <summary>Issues the tokens with which pilots create outputs through the server; null: they get none.</summary>
    public StorageTokens? OutputTokens { get; init; }

    /// <summary>How long such a token is valid. The server refuses it before, once the attempt is closed. Default: 7 days.</summary>
    public TimeSpan OutputTokenLife { get; init; } = TimeSpan.FromDays(7);

    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    internal void Validate()
    {
        ArgumentException.ThrowIfNullOrEmpty(Workspace);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(LeasePeriod, HeartbeatPeriod);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(HeartbeatPeriod, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(RetryAfter, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(FeedBatch, 1);
    }
}
