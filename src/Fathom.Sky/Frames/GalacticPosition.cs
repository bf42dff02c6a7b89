using Fathom.Sky.Sphere;

namespace Fathom.Sky.Frames;

/// <summary>A position in galactic coordinates.</summary>
/// <param name="Longitude">l, 0 to 360 [deg].</param>
/// <param name="Latitude">b, −90 to 90 [deg].</param>
/// <remarks>
/// The Hipparcos definition (ESA SP-1200, 1997, vol. 1, section 1.5.3): pole at α = 192.85948°, δ = 27.12825°, galactic
/// longitude of the celestial pole 122.93192°.
/// </remarks>
public readonly record struct GalacticPosition(double Longitude, double Latitude)
{
    private static readonly Rotation FromIcrs =
        Rotation.AboutZ(double.DegreesToRadians(192.85948 + 90.0))
            .Then(Rotation.AboutX(double.DegreesToRadians(90.0 - 27.12825)))
            .Then(Rotation.AboutZ(double.DegreesToRadians(90.0 - 122.93192)));

    /// <summary>From an ICRS position.</summary>
    public static GalacticPosition From(EquatorialPosition position)
    {
        var direction = FromIcrs.Apply(position.ToVector());
        return new GalacticPosition(
            double.RadiansToDegrees(direction.Longitude), double.RadiansToDegrees(direction.Latitude));
    }

    /// <summary>The ICRS position.</summary>
    public EquatorialPosition ToEquatorial() => EquatorialPosition.From(FromIcrs.ApplyInverse(
        UnitVector.FromAngles(double.DegreesToRadians(Longitude), double.DegreesToRadians(Latitude))));
}
