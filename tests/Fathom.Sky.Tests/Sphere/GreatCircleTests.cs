using Fathom.Sky.Sphere;

namespace Fathom.Sky.Tests.Sphere;

public sealed class GreatCircleTests
{
    [Fact]
    public void Distance_is_that_of_eraSeps() =>
        Assert.Equal(
            2.346722016996998842,
            GreatCircle.Distance(UnitVector.FromAngles(1.0, 0.1), UnitVector.FromAngles(0.2, -3.0)),
            1e-14);

    [Fact]
    public void Position_angle_is_that_of_eraPas() =>
        Assert.Equal(
            -2.724544922932270424,
            GreatCircle.PositionAngle(UnitVector.FromAngles(1.0, 0.1), UnitVector.FromAngles(0.2, -1.0)),
            1e-12);

    [Fact]
    public void A_nanoradian_and_its_complement_keep_their_digits()
    {
        var a = UnitVector.FromAngles(1.0, 0.3);
        var b = UnitVector.FromAngles(1.0, 0.3 + 1e-9);
        Assert.Equal(1e-9, GreatCircle.Distance(a, b), 1e-15);
        Assert.Equal(Math.PI - 1e-9, GreatCircle.Distance(a, b.Opposite), 1e-15);
    }

    [Fact]
    public void A_vector_without_direction_is_refused()
    {
        Assert.Throws<ArgumentException>(() => UnitVector.Along(0, 0, 0));
        Assert.Throws<ArgumentException>(() => UnitVector.Along(double.NaN, 0, 1));
    }
}
