namespace Fathom.Events.Records;

/// <summary>The class that the online event classification (OEC) gives an event.</summary>
public enum OecClass : byte
{
    /// <summary>Not classified.</summary>
    Unclassified = 0,

    /// <summary>Dark noise without an interaction.</summary>
    DarkNoise = 1,

    /// <summary>Below the prompt window of inverse beta decay: radioactivity.</summary>
    LowEnergy = 2,

    /// <summary>In the energy range of inverse beta decay and other point-like physics.</summary>
    PointLike = 3,

    /// <summary>Above it: showers and cosmogenics.</summary>
    HighEnergy = 4,

    /// <summary>A muon.</summary>
    Muon = 5,
}

/// <summary>Online event classification: an entry of the stream Oec.</summary>
/// <param name="Class">The class.</param>
/// <param name="HitCount">Number of hits in the window.</param>
/// <param name="TotalCharge">Charge of the window at nominal gain [PE], dark counts included.</param>
public readonly record struct OecRecord(OecClass Class, int HitCount, double TotalCharge);
