using Fathom.Sky.Sphere;

namespace Fathom.Sky.Tests.Sphere;

public sealed class HammerProjectionTests
{
    [Theory]
    [InlineData(0, 0, 0, 0)]
    [InlineData(0, 90, 0, 0.5)]
    [InlineData(0, -90, 0, -0.5)]
    [InlineData(-180, 0, 1, 0)]
    [InlineData(90, 0, -0.54119610014619698, 0)] // −sin 45° / √(1 + cos 45°)
    [InlineData(120, 30, -0.62652188143812749, 0.20884062714604248)]
    public void Places_lie_where_the_projections_formula_puts_them(double longitude, double latitude, double x, double y)
    {
        (double drawnX, double drawnY) = HammerProjection.Forward(longitude, latitude);
        Assert.Equal(x, drawnX, 12);
        Assert.Equal(y, drawnY, 12);
    }

    [Fact]
    public void What_is_drawn_is_found_again_and_outside_the_ellipse_is_no_sky()
    {
        for (int longitude = -179; longitude < 180; longitude += 7)
        {
            for (int latitude = -89; latitude < 90; latitude += 4)
            {
                (double x, double y) = HammerProjection.Forward(longitude, latitude);
                (double foundLongitude, double foundLatitude) = Assert.NotNull(HammerProjection.Inverse(x, y));
                Assert.Equal(longitude, foundLongitude, 8);
                Assert.Equal(latitude, foundLatitude, 8);
            }
        }

        Assert.Null(HammerProjection.Inverse(1, 0.01));
        Assert.Null(HammerProjection.Inverse(0.8, 0.4));
    }

    [Fact]
    public void Equal_areas_are_drawn_equal()
    {
        const int side = 400;
        var inside = new int[2];
        for (int i = 0; i < side * side; i++)
        {
            double x = ((i % side) + 0.5) / side * 2 - 1, y = (i / side + 0.5) / side - 0.5;
            if (HammerProjection.Inverse(x, y) is { } place)
            {
                inside[Math.Abs(place.Latitude) > 30 ? 1 : 0]++;
            }
        }

        // Half of the sphere lies within 30° of its equator.
        Assert.Equal(0.5, (double)inside[0] / (inside[0] + inside[1]), 0.002);
    }
}
