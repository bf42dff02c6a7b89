using Fathom.Sky.Sphere;

namespace Fathom.Sky.Tests.Sphere;

public sealed class HealpixGridTests
{
    /// <summary>Values of healpy's documentation (pixelfunc.ang2pix); its polar distance π/2 lies, as a double, north of the equator.</summary>
    [Theory]
    [InlineData(0, 0, 0, 4)]
    [InlineData(1, 0, 1e-14, 12)]
    [InlineData(2, 0, 1e-14, 72)]
    [InlineData(3, 0, 1e-14, 336)]
    [InlineData(4, 0, 1e-14, 1440)]
    [InlineData(4, 45, 45, 427)]
    [InlineData(4, 0, 90, 0)]
    [InlineData(4, 0, -90, 3068)]
    public void The_ring_index_is_that_of_healpy(int order, double longitude, double latitude, long index) =>
        Assert.Equal(index, new HealpixGrid(order).Ring(longitude, latitude));

    /// <summary>Values of healpy's documentation (pixelfunc.nest2ring).</summary>
    [Fact]
    public void Nested_to_ring_is_that_of_healpy()
    {
        Assert.Equal([13, 5, 4, 0, 15, 7, 6, 1, 17, 9], Enumerable.Range(0, 10).Select(i => new HealpixGrid(1).ToRing(i)));
        Assert.Equal([3, 7, 11, 15, 2, 1, 6, 5, 10, 9], Enumerable.Range(0, 10).Select(i => new HealpixGrid(1).ToNested(i)));
        Assert.Equal(1504, new HealpixGrid(4).ToRing(1130));
        Assert.Equal(1130, new HealpixGrid(4).ToNested(1504));
    }

    /// <summary>Values of healpy's documentation (pixelfunc.pix2ang): polar distance and longitude.</summary>
    [Theory]
    [InlineData(1440, 1.52911759, 0.0)]
    [InlineData(427, 0.78550497, 0.78539816)]
    [InlineData(1520, 1.57079633, 1.61988371)]
    [InlineData(0, 0.05103658, 0.78539816)]
    [InlineData(3068, 3.09055608, 0.78539816)]
    public void The_centre_is_that_of_healpy(long ring, double polarDistance, double longitude)
    {
        var grid = new HealpixGrid(4);
        var centre = grid.Centre(grid.ToNested(ring));
        Assert.Equal(polarDistance, (Math.PI / 2) - centre.Latitude, 1e-8);
        Assert.Equal(longitude, centre.Longitude, 1e-8);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    public void Every_cell_s_centre_lies_in_it_and_both_schemes_number_each_cell_once(int order)
    {
        var grid = new HealpixGrid(order);
        var rings = new HashSet<long>();
        for (var i = 0L; i < grid.Cells; i++)
        {
            var centre = grid.Centre(i);
            Assert.Equal(1, centre.Dot(centre), 1e-14);
            Assert.Equal(i, grid.Nested(double.RadiansToDegrees(centre.Longitude), double.RadiansToDegrees(centre.Latitude)));
            var ring = grid.ToRing(i);
            Assert.Equal(i, grid.ToNested(ring));
            Assert.InRange(ring, 0, grid.Cells - 1);
            Assert.True(rings.Add(ring));
        }
    }

    [Fact]
    public void Rings_run_from_north_to_south_and_eastwards()
    {
        var grid = new HealpixGrid(4);
        var last = grid.Centre(grid.ToNested(0));
        for (var i = 1L; i < grid.Cells; i++)
        {
            var next = grid.Centre(grid.ToNested(i));
            Assert.True(next.Z < last.Z - 1e-12 || (Math.Abs(next.Z - last.Z) < 1e-12 && next.Longitude > last.Longitude));
            last = next;
        }
    }

    [Theory]
    [InlineData(8)]
    [InlineData(18)]
    [InlineData(29)]
    public void A_position_lies_in_the_cell_of_its_index_and_that_in_its_parents(int order)
    {
        var grid = new HealpixGrid(order);
        var parent = new HealpixGrid(order - 3);
        var random = SkyPoints.Everywhere(20_000, 7);
        foreach (var (longitude, latitude) in random)
        {
            var index = grid.Nested(longitude, latitude);
            var at = UnitVector.FromAngles(double.DegreesToRadians(longitude), double.DegreesToRadians(latitude));
            Assert.True(GreatCircle.Distance(at, grid.Centre(index)) <= (grid.LargestRadius * (1 + 1e-9)) + 1e-15);
            Assert.Equal(index >> 6, parent.Nested(longitude, latitude));
            Assert.Equal(index, grid.ToNested(grid.ToRing(index)));
            Assert.Equal(grid.ToRing(index), grid.Ring(longitude, latitude));
        }
    }

    [Fact]
    public void A_turn_more_or_less_is_the_same_cell()
    {
        var grid = new HealpixGrid(10);
        Assert.Equal(grid.Nested(10, 20), grid.Nested(370, 20));
        Assert.Equal(grid.Nested(350, -70), grid.Nested(-10, -70));
        Assert.Equal(grid.Nested(0, 10), grid.Nested(360, 10));
        Assert.InRange(grid.Nested(-1e-17, 10), 0, grid.Cells - 1);
    }

    [Theory]
    [InlineData(double.NaN, 0)]
    [InlineData(0, double.NaN)]
    [InlineData(double.PositiveInfinity, 0)]
    [InlineData(0, 90.0000001)]
    public void What_is_no_position_has_no_cell(double longitude, double latitude) =>
        Assert.Equal(-1, new HealpixGrid(5).Nested(longitude, latitude));

    [Fact]
    public void Orders_and_cells_that_do_not_exist_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new HealpixGrid(30));
        Assert.Throws<ArgumentOutOfRangeException>(() => new HealpixGrid(0).Centre(12));
        Assert.Throws<ArgumentOutOfRangeException>(() => new HealpixGrid(0).ToRing(-1));
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(1u)]
    [InlineData(0x1FFF_FFFFu)]
    [InlineData(0x1234_5678u)]
    public void Woven_bits_come_apart_again(uint value)
    {
        Assert.Equal(value, HealpixBits.Gather(HealpixBits.Scatter(value)));
        Assert.Equal(value, HealpixBits.Gather(HealpixBits.Scatter(value) | 0xAAAA_AAAA_AAAA_AAAA));
    }
}
