using Fathom.Sky.Frames;

namespace Fathom.Portal.Observatory.Sky;

/// <summary>Coordinates in which the sky is drawn.</summary>
/// <param name="Name">As addresses name it.</param>
/// <param name="Title">As people do.</param>
/// <param name="Centre">Longitude at the middle of the map [deg].</param>
internal sealed record SkyFrame(string Name, string Title, double Centre)
{
    /// <summary>ICRS, 12 h in the middle.</summary>
    public static SkyFrame Equatorial { get; } = new("equatorial", "Equatorial (ICRS)", 180);

    /// <summary>Galactic, its centre in the middle.</summary>
    public static SkyFrame Galactic { get; } = new("galactic", "Galactic", 0);

    /// <summary>The frame of a name; null: there is none.</summary>
    public static SkyFrame? Find(string? name) => name switch { "equatorial" => Equatorial, "galactic" => Galactic, _ => null };

    /// <summary>ICRS position of longitude and latitude [deg] in this frame.</summary>
    public EquatorialPosition ToIcrs(double longitude, double latitude) =>
        this == Galactic ? new GalacticPosition(longitude, latitude).ToEquatorial() : new EquatorialPosition(longitude, latitude);

    /// <summary>Longitude and latitude [deg] in this frame of an ICRS position.</summary>
    public (double Longitude, double Latitude) FromIcrs(EquatorialPosition position) =>
        this == Galactic && GalacticPosition.From(position) is var galactic ? (galactic.Longitude, galactic.Latitude) : (position.RightAscension, position.Declination);
}
