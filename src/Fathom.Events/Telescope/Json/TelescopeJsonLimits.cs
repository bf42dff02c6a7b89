namespace Fathom.Events.Telescope.Json;

/// <summary>What a file of hits may ask of this machine, whatever it says.</summary>
public static class TelescopeJsonLimits
{
    /// <summary>More hits than this are refused. The brightest event known has 28,086.</summary>
    public const int MaxHits = 1_000_000;

    /// <summary>More decompressed text than this is refused [byte].</summary>
    public const long MaxTextBytes = 512L << 20;

    /// <summary>A single number, name or text longer than this is refused [byte].</summary>
    public const int MaxTokenBytes = 1 << 20;

    /// <summary>Deeper nesting than this is refused.</summary>
    public const int MaxDepth = 16;
}
