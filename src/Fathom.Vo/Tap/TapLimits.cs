namespace Fathom.Vo.Tap;

/// <summary>What a query may take; the limits are declared in the service's capabilities.</summary>
public sealed record TapLimits
{
    /// <summary>Most rows where MAXREC is not given. Default 1,000,000.</summary>
    public long DefaultRows { get; init; } = 1_000_000;

    /// <summary>Most rows, whatever MAXREC says. Default 200,000,000.</summary>
    public long MostRows { get; init; } = 200_000_000;

    /// <summary>How long the rows of a synchronous query may be searched; the time in which the client reads them does not count. Default 60 s.</summary>
    public TimeSpan SyncTime { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Bytes that a client reads of an answer, or sends of an upload, a second at least, on average. Default 10,000.</summary>
    public double SlowestClient { get; init; } = 10_000;

    /// <summary>Most bytes of the uploads of a query together, as sent and of each after decompression. Default 250 MB.</summary>
    public long UploadBytes { get; init; } = 250_000_000;

    /// <summary>Most rows of an upload. Default 5,000,000.</summary>
    public long UploadRows { get; init; } = 5_000_000;

    /// <summary>Most columns of an upload. Default 500.</summary>
    public int UploadColumns { get; init; } = 500;

    /// <summary>Most uploads of a query. Default 6.</summary>
    public int Uploads { get; init; } = 6;

    /// <summary>How long an upload may take to come from another server. Default 30 s.</summary>
    public TimeSpan FetchTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Synchronous queries that run at once: of one client, and of all. Default 20; 300.</summary>
    public (int OfAClient, int OfAll) AtOnce { get; init; } = (20, 300);

    /// <summary>Requests with uploads at once: of one client, and of all. Default 4; 64.</summary>
    public (int OfAClient, int OfAll) UploadingAtOnce { get; init; } = (4, 64);

    /// <summary>Most bytes of a job's result. Default 20 GB.</summary>
    public long ResultBytes { get; init; } = 20_000_000_000;
}
