using Fathom.Compute.Payload;

namespace Fathom.Compute.Engines;

/// <summary>How the local engine works.</summary>
public sealed class LocalEngineOptions
{
    /// <summary>Pilots to keep alive. Default 4.</summary>
    public int Slots { get; init; } = 4;

    /// <summary>The workspace, which the pilots find server and secret in.</summary>
    public required string Workspace { get; init; }

    /// <summary>Command line of Fathom; "pilot --workspace DIR --engine local" is added.</summary>
    public required SelfCommand Command { get; init; }

    /// <summary>Living and dead pilots are told apart this often. Default 0.25 s.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(0.25);

    /// <summary>A pilot that lived for less than this counts as failed at its start. Default 5 s.</summary>
    public TimeSpan ShortLife { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest wait before another start after failures at the start. Default 30 s.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Wait before the next start after so many failures at the start in a row.</summary>
    public TimeSpan WaitAfter(int failures) => failures <= 0
        ? TimeSpan.Zero
        : TimeSpan.FromSeconds(Math.Min(LongestWait.TotalSeconds, 0.25 * Math.Pow(2, failures)));
}
