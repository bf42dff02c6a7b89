namespace Fathom.Catalog.Files;

/// <summary>The tiers of files, in the order in which they come from one another.</summary>
public static class FileTiers
{
    /// <summary>The detector's byte stream.</summary>
    public const string Raw = "RAW";

    /// <summary>RAW decoded and checked.</summary>
    public const string Rtraw = "RTRAW";

    /// <summary>Calibrated and reconstructed events, with their hits.</summary>
    public const string Esd = "ESD";

    /// <summary>Reconstructed events without hits.</summary>
    public const string MiniEsd = "miniESD";

    /// <summary>Hits of a telescope's event.</summary>
    public const string TelescopeHits = "TelescopeHits";

    /// <summary>A telescope's event with hits and fit.</summary>
    public const string TelescopeFull = "TelescopeFull";

    /// <summary>A telescope's event: direction, sky position, time.</summary>
    public const string TelescopeReduced = "TelescopeReduced";
}
