namespace Fathom.Vo.Tap;

/// <summary>What a query may take; the limits are declared in the service's capabilities.</summary>
public sealed record TapLimits
{
    /// <summary>Most rows where MAXREC is not given. Default 1,000,000.</summary>
    public long DefaultRows { get; init; } = 1_000_000;

    /// <summary>Most rows, whatever MAXREC says. Default 200,000,000.</summary>
    public long MostRows { get; init; } = 200_000_000;

    /// <summary>How long a synchronous query may take until its last row. Default 60 s.</summary>
    public TimeSpan SyncTime { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Most bytes of an upload. Default 100 MB.</summary>
    public long UploadBytes { get; init; } = 100_000_000;
}
