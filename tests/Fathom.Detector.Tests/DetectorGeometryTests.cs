using Fathom.Detector.Description;
using Fathom.Detector.Geometry;

namespace Fathom.Detector.Tests;

public class DetectorGeometryTests
{
    private static readonly DetectorGeometry Juno = DetectorGeometry.From(DetectorDescription.Default);

    [Fact]
    public void Every_PMT_lies_on_the_sphere()
    {
        for (var i = 0; i < Juno.PmtCount; i++)
        {
            var radius = Math.Sqrt((Juno.X[i] * Juno.X[i]) + (Juno.Y[i] * Juno.Y[i]) + (Juno.Z[i] * Juno.Z[i]));
            Assert.Equal(19434, radius, 1e-6);
        }
    }

    [Fact]
    public void No_two_PMTs_overlap_but_for_the_three_rings_next_to_each_pole()
    {
        var diameter = 2 * Juno.Description.Pmts.PhotocathodeRadiusMm;
        var polar = 19434 * Math.Cos(3.5 * Math.PI / 118);
        var byZ = Enumerable.Range(0, Juno.PmtCount).Where(i => Math.Abs(Juno.Z[i]) < polar).OrderBy(i => Juno.Z[i]).ToArray();
        var closest = double.MaxValue;
        for (var a = 0; a < byZ.Length; a++)
        {
            for (var b = a + 1; b < byZ.Length && Juno.Z[byZ[b]] - Juno.Z[byZ[a]] < diameter; b++)
            {
                closest = Math.Min(closest, Distance(byZ[a], byZ[b]));
            }
        }

        Assert.True(closest >= diameter, $"closest pair: {closest} mm");
    }

    [Fact]
    public void Five_thousand_are_dynode_tubes_in_every_direction_alike()
    {
        Assert.Equal(5000, Juno.Types.Count(t => t == PmtType.Dynode));
        foreach (var column in new[] { Juno.X, Juno.Y, Juno.Z })
        {
            var dynode = Enumerable.Range(0, Juno.PmtCount).Where(i => Juno.Types[i] == PmtType.Dynode).Average(i => column[i]);
            Assert.Equal(0, dynode, 100.0);
        }
    }

    [Fact]
    public void A_small_detector_is_a_matter_of_another_description() => Assert.Equal(900, SmallDetector.Geometry().PmtCount);

    private static double Distance(int a, int b)
    {
        double dx = Juno.X[a] - Juno.X[b], dy = Juno.Y[a] - Juno.Y[b], dz = Juno.Z[a] - Juno.Z[b];
        return Math.Sqrt((dx * dx) + (dy * dy) + (dz * dz));
    }
}
