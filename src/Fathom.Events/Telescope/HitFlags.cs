namespace Fathom.Events.Telescope;

/// <summary>What the reconstruction did with a hit.</summary>
[Flags]
public enum HitFlags : byte
{
    /// <summary>Nothing: the hit was not a candidate.</summary>
    None = 0,

    /// <summary>In the sample that the reconstruction was asked to use (triggered, or all).</summary>
    Candidate = 1,

    /// <summary>Passed the causal selection.</summary>
    Causal = 2,

    /// <summary>Used in the last fit.</summary>
    Used = 4,
}
