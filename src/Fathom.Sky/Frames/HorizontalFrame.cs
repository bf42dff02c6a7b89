using Fathom.Sky.Earth;
using Fathom.Sky.Sphere;
using Fathom.Sky.Time;

namespace Fathom.Sky.Frames;

/// <summary>The horizon of a site at an instant: from directions at the site to ICRS and back.</summary>
/// <remarks>
/// Applied: IAU 2006 precession with frame bias, IAU 2000B nutation, apparent sidereal time, annual and diurnal
/// aberration. Left out: polar motion (below 0.6″), deflection by the Sun (below 1.8″ at its limb), refraction (neutrinos
/// have none), parallax. With DUT1 given the whole is good to 1″.
/// </remarks>
public sealed class HorizontalFrame
{
    private readonly Rotation _trueOfDate;
    private readonly Rotation _horizon;
    private readonly (double X, double Y, double Z) _earthVelocity;
    private readonly (double X, double Y, double Z) _siteVelocity;

    /// <summary>The frame of a site at an instant.</summary>
    public HorizontalFrame(GeodeticSite site, ObservationTime time)
    {
        ArgumentNullException.ThrowIfNull(time);
        _trueOfDate = Precession.ToTrueOfDate(time.Tt);
        var siderealTime = EarthRotation.ApparentSiderealTime(time.Ut1, time.Tt);
        var meridian = siderealTime + double.DegreesToRadians(site.LongitudeDegrees);

        // x to the east, y to the north, z up.
        _horizon = Rotation.AboutZ(meridian + (Math.PI / 2))
            .Then(Rotation.AboutX((Math.PI / 2) - double.DegreesToRadians(site.LatitudeDegrees)));
        _earthVelocity = Aberration.EarthVelocity(time.Tt);
        _siteVelocity = (site.EastwardVelocity, 0, 0);
    }

    /// <summary>Where in ICRS something seen at the site comes from.</summary>
    public EquatorialPosition ToEquatorial(HorizontalPosition seen)
    {
        var geocentric = Aberration.Remove(seen.ToEastNorthUp(), _siteVelocity);
        var natural = Aberration.Remove(_horizon.ApplyInverse(geocentric), _earthVelocity);
        return EquatorialPosition.From(_trueOfDate.ApplyInverse(natural));
    }

    /// <summary>Where at the site something of ICRS is seen.</summary>
    public HorizontalPosition ToHorizontal(EquatorialPosition position)
    {
        var apparent = Aberration.Apply(_trueOfDate.Apply(position.ToVector()), _earthVelocity);
        return HorizontalPosition.FromEastNorthUp(Aberration.Apply(_horizon.Apply(apparent), _siteVelocity));
    }
}
