using Fathom.Sky.Sphere;

namespace Fathom.Sky.Tests.Sphere;

public sealed class HealpixDiscTests
{
    public static TheoryData<double, double, double> Circles => new()
    {
        { 10, 20, 1 }, { 0, 0, 5 }, { 359.999, -30, 3 }, { 0.001, 60, 3 }, { 123, 90, 2 }, { 77, -90, 10 }, { 200, 89.5, 1 },
        { 45, 41.8, 30 }, { 300, -10, 89 }, { 30, 5, 90 }, { 30, 5, 120 }, { 30, 5, 179.5 }, { 30, 5, 180 }, { 10, 20, 1e-6 }, { 10, 20, 0 },
        { -350, 20, 1 }, { 730, 20, 1 },
    };

    [Theory]
    [MemberData(nameof(Circles))]
    public void Every_point_of_the_circle_is_in_a_cell_and_every_inner_cell_holds_only_points_of_it(double longitude, double latitude, double radius)
    {
        var ranges = Of(longitude, latitude, radius, 6);
        var finest = new HealpixGrid(HealpixGrid.Finest);
        var near = SkyPoints.Everywhere(4000, 5).Concat(Around(longitude, latitude, radius, 4000));
        foreach (var (lon, lat) in near)
        {
            var distance = GreatCircle.DistanceDegrees(longitude, latitude, lon, lat);
            var found = Find(ranges, finest.Nested(lon, lat));
            Assert.True(distance > radius || found is not null, $"({lon}, {lat}) at {distance} is not found");
            Assert.True(found is not { IsInside: true } || distance <= radius, $"({lon}, {lat}) at {distance} is no inner one");
        }
    }

    [Theory]
    [MemberData(nameof(Circles))]
    public void Ranges_ascend_and_do_not_overlap(double longitude, double latitude, double radius)
    {
        var ranges = Of(longitude, latitude, radius, 7);
        Assert.NotEmpty(ranges);
        Assert.All(ranges, range => Assert.True(range.First < range.End));
        Assert.All(ranges.Zip(ranges.Skip(1)), pair => Assert.True(pair.First.End <= pair.Second.First));
    }

    [Fact]
    public void The_whole_sphere_is_one_range() =>
        Assert.Equal([new HealpixRange(0, 12L << 58, true)], Of(12, 34, 180, 9));

    [Fact]
    public void Inner_cells_make_most_of_a_circle_that_is_many_cells_wide()
    {
        var inner = Of(50, 30, 5, 10).Where(range => range.IsInside).Sum(range => (double)(range.End - range.First));
        var cap = (1 - Math.Cos(double.DegreesToRadians(5))) / 2 * (12L << 58);
        Assert.InRange(inner / cap, 0.93, 1);
    }

    [Theory]
    [InlineData(0, 91, 1)]
    [InlineData(0, 0, -1)]
    [InlineData(0, 0, 181)]
    [InlineData(double.NaN, 0, 1)]
    public void What_is_no_circle_is_refused(double longitude, double latitude, double radius) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new HealpixDisc(longitude, latitude, radius, 5));

    private static List<HealpixRange> Of(double longitude, double latitude, double radius, int order)
    {
        var ranges = new List<HealpixRange>();
        new HealpixDisc(longitude, latitude, radius, order).AddTo(ranges);
        return ranges;
    }

    private static HealpixRange? Find(List<HealpixRange> ranges, long cell)
    {
        var found = ranges.FindIndex(range => cell >= range.First && cell < range.End);
        return found < 0 ? null : ranges[found];
    }

    /// <summary>Points near the circle's edge, where it matters.</summary>
    private static IEnumerable<(double Longitude, double Latitude)> Around(double longitude, double latitude, double radius, int count)
    {
        var random = new Random(11);
        var (sin, cos) = Math.SinCos(double.DegreesToRadians(latitude));
        for (var i = 0; i < count; i++)
        {
            var distance = double.DegreesToRadians(Math.Clamp(radius + ((random.NextDouble() - 0.5) * Math.Max(radius, 0.1) * 0.02), 0, 180));
            var angle = random.NextDouble() * Math.Tau;
            var lat = Math.Asin(Math.Clamp((sin * Math.Cos(distance)) + (cos * Math.Sin(distance) * Math.Cos(angle)), -1, 1));
            var lon = Math.Atan2(Math.Sin(angle) * Math.Sin(distance) * cos, Math.Cos(distance) - (sin * Math.Sin(lat)));
            yield return (longitude + double.RadiansToDegrees(lon), double.RadiansToDegrees(lat));
        }
    }
}
