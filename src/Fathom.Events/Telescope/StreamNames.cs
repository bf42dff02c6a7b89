namespace Fathom.Events.Telescope;

/// <summary>Names of the RNTuples in telescope files (docs/reference/telescope-streams.md).</summary>
public static class StreamNames
{
    /// <summary>Ties the entries of one event together.</summary>
    public const string Navigator = "Navigator";

    /// <summary>Name, time and how the event was reconstructed.</summary>
    public const string Event = "TelescopeEvent";

    /// <summary>All hits.</summary>
    public const string Hits = "TelescopeHits";

    /// <summary>What the fit did with each hit.</summary>
    public const string HitFit = "TelescopeHitFit";

    /// <summary>State of the detector.</summary>
    public const string Status = "TelescopeStatus";

    /// <summary>The track fit.</summary>
    public const string TrackFit = "TelescopeTrackFit";

    /// <summary>The published track; no entry where there is none.</summary>
    public const string PublishedTrack = "TelescopePublishedTrack";

    /// <summary>Rows of the reduced tier.</summary>
    public const string Reduced = "TelescopeReduced";
}
