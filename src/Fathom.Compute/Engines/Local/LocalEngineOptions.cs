namespace Fathom.Compute.Engines.Local;

/// <summary>How the local engine works.</summary>
public sealed class LocalEngineOptions
{
    /// <summary>Pilots to keep alive. Default 4.</summary>
    public int Slots { get; init; } = 4;

    /// <summary>How its pilots are started.</summary>
    public required PilotInvocation Pilot { get; init; }

    /// <summary>A pilot's single-use secret is valid for this. Default 5 min: it registers at once.</summary>
    public TimeSpan SecretLife { get; init; } = TimeSpan.FromMinutes(5);

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
