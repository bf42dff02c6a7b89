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

    private static readonly string[] Order = [Raw, Rtraw, Esd, MiniEsd, TelescopeHits, TelescopeFull, TelescopeReduced];

    /// <summary>All of them, in their order. Campaigns of external commands name tiers of their own besides.</summary>
    public static IReadOnlyList<string> All => Order;

    /// <summary>Place of a tier in the order of the tiers; those of external commands come after all others.</summary>
    public static int PlaceOf(string tier) => Array.IndexOf(Order, tier) is >= 0 and var place ? place : Order.Length;
}
