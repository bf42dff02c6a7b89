namespace Fathom.Reconstruction.Telescope;

/// <summary>How light of a muon spreads in water: unscattered Cherenkov photons, emitted under one angle.</summary>
/// <remarks>
/// t = t0 + (l − ρ/tan θ)/c + ρ·n_g/(c·sin θ), cos θ = 1/n, with l the distance along the track and ρ the one from it;
/// photons travel at the group velocity (KM3NeT/KM3-230213A-data, src/cherenkov.py).
/// </remarks>
public readonly record struct CherenkovLight
{
    /// <summary>Speed of light in vacuum [m/ns].</summary>
    public const double SpeedOfLight = 0.299792458;

    /// <summary>Light in water of these indices of refraction.</summary>
    /// <param name="phaseIndex">Phase index n, from which the angle follows; above 1.</param>
    /// <param name="groupIndex">Group index n_g, at which the photons travel; above 1.</param>
    public CherenkovLight(double phaseIndex, double groupIndex)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(phaseIndex, 1.0);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(groupIndex, 1.0);
        var cosine = 1.0 / phaseIndex;
        var sine = Math.Sqrt(1.0 - (cosine * cosine));
        TimeAlong = 1.0 / SpeedOfLight;
        TimeAcross = (groupIndex / sine - cosine / sine) / SpeedOfLight;
        TimeDirect = groupIndex / SpeedOfLight;
    }

    /// <summary>Delay of the arrival per metre along the track [ns/m].</summary>
    public double TimeAlong { get; }

    /// <summary>Delay of the arrival per metre from the track [ns/m].</summary>
    public double TimeAcross { get; }

    /// <summary>Travel time of a photon per metre [ns/m]: no signal of one muon goes from hit to hit more slowly.</summary>
    public double TimeDirect { get; }
}
