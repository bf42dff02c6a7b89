using Fathom.Detector.Randomness;
using Fathom.Simulation.Deposits;
using Fathom.Simulation.Light;

namespace Fathom.Simulation.Tests;

public class LightModelTests
{
    private const double Step = Math.PI / 40;

    [Fact]
    public void The_capture_gamma_at_the_centre_gives_1785_photo_electrons_per_MeV_without_dark_counts()
    {
        const int gammas = 40;
        var random = new SeededRandom(1);
        var count = 0;
        for (var i = 0; i < gammas; i++)
        {
            var density = Detectors.Juno.Description.Scintillator.ElectronDensityPerMm3;
            var deposit = GammaRange.Deposit(default, Point.Isotropic(random), 2.223, 0, density, random);
            LightModel.Of(Detectors.Juno).Light(deposit, random, (_, _) => count++);
        }

        // Statistical error of 160,000 photo-electrons: 0.25 %; of the scale: 0.1 %
        Assert.Equal(1785, count / (2.223 * gammas), 1785 * 0.01);
    }

    [Fact]
    public void Light_that_was_not_scattered_falls_on_the_sphere_by_solid_angle_and_absorption()
    {
        var tracer = new PhotonTracer(Detectors.Juno);
        var source = new Point(0, 0, 12_000);
        const int photons = 400_000;
        var random = new SeededRandom(3);
        double seen = 0, expected = 0;
        const double low = 9 * Step, high = 11 * Step;
        for (var i = 0; i < photons; i++)
        {
            var path = tracer.Trace(source, random);
            var angle = Math.Acos(path.End.Z / Detectors.Juno.PmtSphereRadius);
            seen += path.Scatters == 0 && angle > low && angle < high ? 1 : 0;
        }

        // Flux through a ring of the sphere: sin Θ·cos α/(2 d²), less the light scattered on the way to the wall
        for (var angle = low + (Step / 200); angle < high; angle += Step / 100)
        {
            expected += photons * (Step / 100) * DirectLight(source.Z, angle);
        }

        Assert.Equal(1, seen / expected, 5 / Math.Sqrt(seen));
    }

    [Fact]
    public void Scattered_photons_are_redirected_and_not_lost()
    {
        var tracer = new PhotonTracer(Detectors.Juno);
        var random = new SeededRandom(5);
        var scattered = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var path = tracer.Trace(default, random);
            Assert.Equal(Detectors.Juno.PmtSphereRadius, path.End.Radius, 1e-6);
            scattered += path.Scatters > 0 ? 1 : 0;
        }

        // From the centre to the wall: 1 − exp(−17.7/27.7)
        Assert.Equal(1 - Math.Exp(-17.7 / 27.7), scattered / 20_000.0, 0.015);
    }

    [Fact]
    public void Light_from_the_centre_takes_the_time_of_each_medium_on_its_way()
    {
        var path = FirstUnscattered(default);
        var expected = ((17_700 * 1.5) + (120 * 1.5) + ((19_434 - 17_820) * 1.355)) / 299.792458;
        Assert.Equal(expected, path.Flight, 1e-6);
    }

    [Fact]
    public void No_photon_is_faster_than_a_straight_line_in_water()
    {
        var tracer = new PhotonTracer(Detectors.Juno);
        var random = new SeededRandom(6);
        var source = new Point(3000, -9000, 12_000);
        for (var i = 0; i < 20_000; i++)
        {
            var path = tracer.Trace(source, random);
            double dx = path.End.X - source.X, dy = path.End.Y - source.Y, dz = path.End.Z - source.Z;
            Assert.True(path.Flight >= Math.Sqrt((dx * dx) + (dy * dy) + (dz * dz)) * 1.355 / 299.792458);
        }
    }

    [Fact]
    public void A_deposit_outside_the_target_gives_no_light() =>
        LightModel.Of(Detectors.Juno).Light(new Deposit(new Point(0, 0, 17_701), 0, 5), new SeededRandom(1), (_, _) => Assert.Fail("light"));

    [Fact]
    public void The_locator_agrees_with_a_search_over_all_PMTs()
    {
        var locator = new PmtLocator(Detectors.Juno);
        var random = new SeededRandom(7);
        for (var i = 0; i < 1500; i++)
        {
            var direction = i % 5 == 0 ? new Point(0.001 * random.NextNormal(), 0.001 * random.NextNormal(), 1) : Point.Isotropic(random);
            var scale = Detectors.Juno.PmtSphereRadius / direction.Radius;
            var (x, y, z) = (scale * direction.X, scale * direction.Y, scale * direction.Z);
            var found = locator.At(x, y, z);
            var (nearest, distance) = Nearest(x, y, z);
            Assert.Equal(distance <= 254, found >= 0);
            Assert.True(found < 0 || found == nearest || distance < 254);
        }
    }

    private static double DirectLight(double radius, double angle)
    {
        var sphere = Detectors.Juno.PmtSphereRadius;
        var distance = Math.Sqrt((radius * radius) + (sphere * sphere) - (2 * radius * sphere * Math.Cos(angle)));
        var cosine = (sphere - (radius * Math.Cos(angle))) / distance;
        var along = ((radius * sphere * Math.Cos(angle)) - (radius * radius)) / distance;
        var toWall = Math.Sqrt((17_700.0 * 17_700) - (radius * radius) + (along * along)) - along;
        return Math.Sin(angle) * sphere * sphere * cosine / (2 * distance * distance) * Math.Exp(-toWall / 27_700);
    }

    private static PhotonPath FirstUnscattered(Point source)
    {
        var tracer = new PhotonTracer(Detectors.Juno);
        for (ulong seed = 0; ; seed++)
        {
            var path = tracer.Trace(source, new SeededRandom(seed));
            if (path.Scatters == 0)
            {
                return path;
            }
        }
    }

    private static (int Pmt, double Distance) Nearest(double x, double y, double z)
    {
        var (best, distance2) = (-1, double.MaxValue);
        for (var i = 0; i < Detectors.Juno.PmtCount; i++)
        {
            double dx = Detectors.Juno.X[i] - x, dy = Detectors.Juno.Y[i] - y, dz = Detectors.Juno.Z[i] - z;
            var d2 = (dx * dx) + (dy * dy) + (dz * dz);
            (best, distance2) = d2 < distance2 ? (i, d2) : (best, distance2);
        }

        return (best, Math.Sqrt(distance2));
    }
}
