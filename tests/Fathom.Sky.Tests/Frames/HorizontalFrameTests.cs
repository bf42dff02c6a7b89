using Fathom.Sky.Earth;
using Fathom.Sky.Frames;
using Fathom.Sky.Sphere;
using Fathom.Sky.Time;
using FsCheck;
using FsCheck.Fluent;

namespace Fathom.Sky.Tests.Frames;

public sealed class HorizontalFrameTests
{
    private static readonly GeodeticSite Arca = new(36.292201, 15.975552, -3450);

    /// <summary>Made with eraAtoc13 of ERFA 2.0.1: no pressure (no refraction), no polar motion, the stated DUT1.</summary>
    [Theory]
    [InlineData(36.292201, 15.975552, -3450, "2023-02-13T01:16:47.7281425Z", -0.0144, 259.8126, 89.36406714010943, 94.304520061, -7.805035161)]
    [InlineData(36.292201, 15.975552, -3450, "2010-04-27T19:19:19Z", 0, 30, 20, 177.700301696, 52.707487439)]
    [InlineData(36.292201, 15.975552, -3450, "2035-07-01T06:00:00Z", 0, 200, 120, 309.045887262, -72.283342237)]
    [InlineData(-89.99, -63.45, 2835, "2017-09-22T20:54:30.43Z", 0.33, 123.4, 95.7, 15.251619068, 5.598900782)]
    [InlineData(42.8, 6.17, -2475, "2007-01-29T12:00:00Z", 0.03, 359.9, 5, 314.466946051, 47.774105336)]
    [InlineData(36.292201, 15.975552, -3450, "2023-03-20T23:59:59.9Z", 0, 90, 170, 1.602950596, -35.781752199)]
    public void Horizontal_to_ICRS_agrees_with_ERFA_within_a_tenth_of_an_arcsecond(
        double latitude, double longitude, double height, string utc, double dut1, double azimuth, double zenith, double ra, double dec)
    {
        var frame = new HorizontalFrame(new GeodeticSite(latitude, longitude, height), ObservationTime.Parse(utc, dut1));
        var position = frame.ToEquatorial(new HorizontalPosition(azimuth, 90 - zenith));
        Assert.InRange(position.DistanceTo(new EquatorialPosition(ra, dec)) * 3600, 0, 0.1);
    }

    [Fact]
    public void Horizontal_to_ICRS_and_back_is_the_identity() =>
        Prop.ForAll(Positions(), Times(), (position, seconds) =>
        {
            var frame = new HorizontalFrame(Arca, ObservationTime.FromUnixSeconds(seconds));
            var back = frame.ToEquatorial(frame.ToHorizontal(position));
            return back.DistanceTo(position) < 1e-9;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_star_returns_to_its_place_after_a_sidereal_day() =>
        Prop.ForAll(Positions(), Times(), (position, seconds) =>
        {
            var before = new HorizontalFrame(Arca, ObservationTime.FromUnixSeconds(seconds)).ToHorizontal(position);
            var after = new HorizontalFrame(Arca, ObservationTime.FromUnixSeconds(seconds + 86164.0905)).ToHorizontal(position);
            var moved = GreatCircle.Distance(before.ToEastNorthUp(), after.ToEastNorthUp());

            // Precession, nutation and aberration move it by less than an arcsecond a day.
            return double.RadiansToDegrees(moved) * 3600 < 1.0;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_zenith_has_the_latitude_as_its_declination_of_date()
    {
        var frame = new HorizontalFrame(Arca, ObservationTime.Parse("2000-01-01T12:00:00Z"));
        var zenith = frame.ToEquatorial(new HorizontalPosition(0, 90));

        // At J2000 only nutation and aberration are between the two: at most 9″ and 21″.
        Assert.Equal(Arca.LatitudeDegrees, zenith.Declination, 30.0 / 3600);
    }

    private static Arbitrary<EquatorialPosition> Positions() => Gen.Choose(0, 3_600_000)
        .SelectMany(a => Gen.Choose(-899_000, 899_000).Select(d => new EquatorialPosition(a / 10_000.0, d / 10_000.0)))
        .ToArbitrary();

    private static Arbitrary<double> Times() => Gen.Choose(100_000_000, 2_000_000_000).Select(s => (double)s).ToArbitrary();
}
