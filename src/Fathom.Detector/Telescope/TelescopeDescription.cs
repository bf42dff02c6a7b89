namespace Fathom.Detector.Telescope;

/// <summary>Where a neutrino telescope lies and how light travels there: everything of a site that a fit or a pointing needs.</summary>
public sealed record TelescopeDescription
{
    /// <summary>Short name ("arca").</summary>
    public required string Name { get; init; }

    /// <summary>Name for people.</summary>
    public required string Title { get; init; }

    /// <summary>Geodetic latitude, WGS 84 [deg].</summary>
    public required double LatitudeDeg { get; init; }

    /// <summary>Longitude, east positive, WGS 84 [deg].</summary>
    public required double LongitudeDeg { get; init; }

    /// <summary>Height above the ellipsoid [m]; negative under water.</summary>
    public required double HeightM { get; init; }

    /// <summary>
    /// Convergence of the map grid to which the detector's x and y axes are aligned [deg]:
    /// detector azimuth = 90° − azimuth (north over east) + convergence.
    /// </summary>
    public required double GridConvergenceDeg { get; init; }

    /// <summary>Phase index of refraction; its inverse is the cosine of the Cherenkov angle.</summary>
    public required double PhaseIndex { get; init; }

    /// <summary>Group index of refraction, at which the photons travel.</summary>
    public required double GroupIndex { get; init; }
}
