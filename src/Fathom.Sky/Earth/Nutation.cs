using Fathom.Sky.Time;

namespace Fathom.Sky.Earth;

/// <summary>Nutation of the Earth's axis, IAU 2000B: within 1 mas of IAU 2000A from 1995 to 2050.</summary>
/// <param name="Longitude">Δψ [rad].</param>
/// <param name="Obliquity">Δε [rad].</param>
/// <remarks>McCarthy and Luzum, Celest. Mech. Dyn. Astron. 85 (2003) 37.</remarks>
public readonly record struct Nutation(double Longitude, double Obliquity)
{
    private const double Unit = 1e-7;

    /// <summary>Constant stand-ins for the planetary terms [arcsecond].</summary>
    private const double PlanetaryLongitude = -0.000135;

    private const double PlanetaryObliquity = 0.000388;

    /// <summary>Nutation at a time.</summary>
    public static Nutation At(JulianDate tt)
    {
        var t = tt.Centuries;
        var arguments = FundamentalArguments.At(t);
        var rows = NutationSeries.Rows;
        var (longitude, obliquity) = (0.0, 0.0);

        // Smallest terms first, so that rounding does not eat them.
        for (var at = rows.Length - NutationSeries.RowLength; at >= 0; at -= NutationSeries.RowLength)
        {
            var row = rows.Slice(at, NutationSeries.RowLength);
            var angle = (row[0] * arguments.MoonAnomaly) + (row[1] * arguments.SunAnomaly)
                + (row[2] * arguments.MoonLatitudeArgument) + (row[3] * arguments.Elongation) + (row[4] * arguments.Node);
            var (sine, cosine) = Math.SinCos(angle % Math.Tau);
            longitude += ((row[5] + (row[6] * t)) * sine) + (row[7] * cosine);
            obliquity += ((row[8] + (row[9] * t)) * cosine) + (row[10] * sine);
        }

        return new Nutation(
            Angles.FromArcseconds((longitude * Unit) + PlanetaryLongitude),
            Angles.FromArcseconds((obliquity * Unit) + PlanetaryObliquity));
    }
}
