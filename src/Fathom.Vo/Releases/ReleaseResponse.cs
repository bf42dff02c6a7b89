namespace Fathom.Vo.Releases;

/// <summary>An instrument response that goes with a release.</summary>
/// <param name="Kind">Which.</param>
/// <param name="File">Its file, relative to the description.</param>
/// <param name="Description">One sentence.</param>
public sealed record ReleaseResponse(ResponseKind Kind, string File, string Description)
{
    /// <summary>What cos zenith +1 means in the file; null: it has no zenith, or does not say.</summary>
    public ZenithSense? PositiveCosZenith { get; init; }
}

/// <summary>Kinds of instrument responses.</summary>
public enum ResponseKind
{
    /// <summary>Effective area by energy and direction.</summary>
    EffectiveArea,

    /// <summary>Point spread function.</summary>
    PointSpread,

    /// <summary>Energy dispersion.</summary>
    EnergyDispersion,

    /// <summary>Background by direction and energy.</summary>
    Background,
}

/// <summary>Where events of cos zenith +1 come from: files of this field differ.</summary>
public enum ZenithSense
{
    /// <summary>From above: the zenith angle is that of the source.</summary>
    DownGoing,

    /// <summary>Through the Earth: the zenith angle is that in which the neutrino flies.</summary>
    UpGoing,
}
