using Fathom.Sky.Time;

namespace Fathom.Sky.Earth;

/// <summary>How far the Earth has turned.</summary>
/// <remarks>IERS Conventions (2010), chapter 5; Capitaine, Wallace and Chapront, A&amp;A 432 (2005) 355.</remarks>
public static class EarthRotation
{
    /// <summary>Earth rotation angle [rad], 0 to 2π (IAU 2000 resolution B1.8).</summary>
    public static double Angle(JulianDate ut1)
    {
        var days = (ut1.Day - JulianDate.J2000) + ut1.Fraction;

        // The whole turns of whole days are dropped first, so that they do not cost digits.
        var turn = (ut1.Day % 1.0) + ut1.Fraction;
        return Angles.Positive(Math.Tau * (turn + 0.7790572732640 + (0.00273781191135448 * days)));
    }

    /// <summary>Greenwich mean sidereal time [rad], IAU 2006.</summary>
    public static double MeanSiderealTime(JulianDate ut1, JulianDate tt)
    {
        var t = tt.Centuries;
        var arcseconds = 0.014506 + (t * (4612.156534 + (t * (1.3915817 + (t * (-0.00000044 + (t * (-0.000029956 + (t * -0.0000000368)))))))));
        return Angles.Positive(Angle(ut1) + Angles.FromArcseconds(arcseconds));
    }

    /// <summary>Greenwich apparent sidereal time [rad]: with the equation of the equinoxes.</summary>
    public static double ApparentSiderealTime(JulianDate ut1, JulianDate tt)
    {
        var nutation = Nutation.At(tt);
        var node = FundamentalArguments.At(tt.Centuries).Node;

        // The two largest complementary terms; the rest stays below 12 µas.
        var complementary = Angles.FromArcseconds((0.00264096 * Math.Sin(node)) + (0.00006352 * Math.Sin(2 * node)));
        var equation = (nutation.Longitude * Math.Cos(Precession.MeanObliquity(tt))) + complementary;
        return Angles.Positive(MeanSiderealTime(ut1, tt) + equation);
    }
}
