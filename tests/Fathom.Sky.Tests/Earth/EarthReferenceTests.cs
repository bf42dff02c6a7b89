using Fathom.Sky.Earth;
using Fathom.Sky.Sphere;
using Fathom.Sky.Time;

namespace Fathom.Sky.Tests.Earth;

/// <summary>Reference numbers are those of t_erfa_c.c (liberfa/erfa, BSD-3), the validation program of ERFA and SOFA.</summary>
public sealed class EarthReferenceTests
{
    private static readonly JulianDate Date53736 = new(2453736.5, 0);
    private static readonly JulianDate Date54388 = new(2454388.5, 0);
    private static readonly JulianDate Date50123 = new(2450123.5, 0.9999);

    [Fact]
    public void Earth_rotation_angle_is_that_of_eraEra00() =>
        Assert.Equal(0.4022837240028158102, EarthRotation.Angle(Date54388), 1e-12);

    [Fact]
    public void Mean_sidereal_time_is_that_of_eraGmst06() =>
        Assert.Equal(1.754174971870091203, EarthRotation.MeanSiderealTime(Date53736, Date53736), 1e-12);

    [Fact]
    public void Apparent_sidereal_time_is_that_of_eraGst06a_within_the_difference_of_the_nutations() =>
        Assert.Equal(1.754166137675019159, EarthRotation.ApparentSiderealTime(Date53736, Date53736), 5e-9);

    [Fact]
    public void Nutation_is_that_of_eraNut00b()
    {
        var nutation = Nutation.At(Date53736);
        Assert.Equal(-0.9632552291148362783e-5, nutation.Longitude, 1e-13);
        Assert.Equal(0.4063197106621159367e-4, nutation.Obliquity, 1e-13);
    }

    [Fact]
    public void Mean_obliquity_is_that_of_eraObl06() =>
        Assert.Equal(0.4090749229387258204, Precession.MeanObliquity(Date54388), 1e-14);

    [Fact]
    public void Bias_and_precession_are_those_of_eraPmat06() => AssertMatrix(
        Precession.ToMeanOfDate(Date50123),
        1e-13,
        0.9999995505176007047, 0.8695404617348208406e-3, 0.3779735201865589104e-3,
        -0.8695404723772031414e-3, 0.9999996219496027161, -0.1361752497080270143e-6,
        -0.3779734957034089490e-3, -0.1924880847894457113e-6, 0.9999999285679971958);

    [Fact]
    public void Precession_and_nutation_are_those_of_eraPnm06a_within_the_difference_of_the_nutations() => AssertMatrix(
        Precession.ToTrueOfDate(Date50123),
        5e-9,
        0.9999995832794205484, 0.8372382772630962111e-3, 0.3639684771140623099e-3,
        -0.8372533744743683605e-3, 0.9999996486492861646, 0.4132905944611019498e-4,
        -0.3639337469629464969e-3, -0.4163377605910663999e-4, 0.9999999329094260057);

    [Fact]
    public void Aberration_of_a_velocity_is_that_of_eraAb_without_the_Suns_gravity()
    {
        var natural = UnitVector.Along(-0.76321968546737951, -0.60869453983060384, -0.21676408580639883);
        var apparent = Aberration.Apply(natural, (2.1044018893653786e-5, -8.9108923304429319e-5, -3.8633714797716569e-5));

        // eraAb adds the Sun's potential: 2e-8 at 1 au on a shift of 1e-4.
        Assert.Equal(-0.7631631094219556269, apparent.X, 1e-11);
        Assert.Equal(-0.6087553082505590832, apparent.Y, 1e-11);
        Assert.Equal(-0.2167926269368471279, apparent.Z, 1e-11);
    }

    [Fact]
    public void Taking_aberration_away_undoes_it()
    {
        var velocity = Aberration.EarthVelocity(Date54388);
        for (var i = 0; i < 100; i++)
        {
            var natural = UnitVector.FromAngles(i * 0.61, Math.Asin((i - 49.5) / 50));
            var back = Aberration.Remove(Aberration.Apply(natural, velocity), velocity);
            Assert.Equal(0, GreatCircle.Distance(natural, back), 1e-14);
        }
    }

    [Theory]
    [InlineData(2023, 1, 4, 1)] // perihelion: fastest
    [InlineData(2023, 7, 6, -1)] // aphelion: slowest
    public void The_Earth_is_fastest_at_perihelion_and_slowest_at_aphelion(int year, int month, int day, int sign)
    {
        var (x, y, z) = Aberration.EarthVelocity(JulianDate.FromCalendar(year, month, day));
        var speed = 299792.458 * Math.Sqrt((x * x) + (y * y) + (z * z));

        // 29.78 km/s times (1 ± e).
        Assert.Equal(29.785 + (sign * 0.498), speed, 0.01);
    }

    private static void AssertMatrix(Rotation rotation, double tolerance, params double[] expected)
    {
        for (var i = 0; i < 9; i++)
        {
            Assert.Equal(expected[i], rotation[i / 3, i % 3], tolerance);
        }
    }
}
