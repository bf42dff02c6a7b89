namespace Fathom.Events.Streams;

/// <summary>Names of the streams, which are also the names of their RNTuples; specified in docs/reference/streams.md.</summary>
public static class StreamNames
{
    /// <summary>Ties the entries of one event together.</summary>
    public const string Navigator = "Navigator";

    /// <summary>Triggers.</summary>
    public const string Trigger = "CdTrigger";

    /// <summary>Uncalibrated hits.</summary>
    public const string RawHits = "CdLpmtRaw";

    /// <summary>Calibrated hits.</summary>
    public const string CalibratedHits = "CdLpmtCalib";

    /// <summary>Online event classification.</summary>
    public const string Oec = "Oec";

    /// <summary>Charge centroid.</summary>
    public const string Centroid = "CdVertexRec";

    /// <summary>Time-based vertex.</summary>
    public const string JVertex = "CdVertexRecJVertex";

    /// <summary>Decisions of the steering.</summary>
    public const string Steering = "Steering";

    /// <summary>Pairs that look like inverse beta decay.</summary>
    public const string IbdPairs = "IbdPair";

    /// <summary>Sections with livetime, dead time and channel status.</summary>
    public const string RunInfo = "RunInfo";

    /// <summary>What was lost of the RAW file.</summary>
    public const string RawDamage = "RawDamage";
}
