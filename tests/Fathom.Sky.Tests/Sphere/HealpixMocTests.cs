using Fathom.Sky.Sphere;

namespace Fathom.Sky.Tests.Sphere;

public sealed class HealpixMocTests
{
    [Theory]
    [InlineData("0/0-11", 1)]
    [InlineData("1/1-2,4 2/12-14,21,23,25", 3.0 / 48 + (6.0 / 192))]
    [InlineData("0/", 0)]
    [InlineData("0/3 5/", 1.0 / 12)]
    public void A_map_is_read_and_written_as_it_was(string text, double fraction)
    {
        var moc = HealpixMocText.Parse(text);
        Assert.Equal(text, HealpixMocText.ToAscii(moc));
        Assert.Equal(fraction, moc.Fraction, 1e-12);
    }

    [Fact]
    public void Four_cells_of_a_parent_become_the_parent_and_overlaps_vanish()
    {
        Assert.Equal("1/1 2/", HealpixMocText.ToAscii(HealpixMocText.Parse("s2/4,5 2/6-7\n1/1")));
        Assert.Equal("{\"1\":[1],\"2\":[]}", HealpixMocText.ToJson(HealpixMocText.Parse("2/4-7")));
    }

    [Theory]
    [InlineData("1-2")]
    [InlineData("0/12")]
    [InlineData("30/1")]
    [InlineData("1/5-4")]
    [InlineData("1/a")]
    [InlineData("1/1-2-3")]
    [InlineData("1/-2")]
    public void What_is_no_map_is_refused(string text) => Assert.Throws<FormatException>(() => HealpixMocText.Parse(text));

    [Fact]
    public void A_map_of_a_circle_holds_its_points_and_set_operations_are_those_of_points()
    {
        var a = HealpixMoc.OfCircle(10, 85, 20, 6);
        var b = HealpixMoc.OfCircle(350, 70, 15, 7);
        var (union, both) = (a.Union(b), a.Intersection(b));
        foreach (var (longitude, latitude) in SkyPoints.Everywhere(20_000, 3))
        {
            var (inA, inB) = (a.Contains(longitude, latitude), b.Contains(longitude, latitude));
            Assert.True(inA || GreatCircle.DistanceDegrees(10, 85, longitude, latitude) > 20);
            Assert.Equal(inA || inB, union.Contains(longitude, latitude));
            Assert.Equal(inA && inB, both.Contains(longitude, latitude));
        }

        Assert.Equal(a.Ranges, HealpixMocText.Parse(HealpixMocText.ToAscii(a)).Ranges);
        Assert.InRange(a.Fraction, (1 - Math.Cos(double.DegreesToRadians(20))) / 2, (1 - Math.Cos(double.DegreesToRadians(22))) / 2);
    }
}
