using Fathom.Sky.Frames;

namespace Fathom.Sky.Tests.Frames;

public sealed class GalacticPositionTests
{
    [Fact]
    public void ICRS_to_galactic_is_that_of_eraIcrs2g()
    {
        var galactic = GalacticPosition.From(new EquatorialPosition(
            double.RadiansToDegrees(5.9338074302227188048671087), double.RadiansToDegrees(-1.1784870613579944551540570)));
        Assert.Equal(double.RadiansToDegrees(5.5850536063818546461558), galactic.Longitude, 1e-10);
        Assert.Equal(-45.0, galactic.Latitude, 1e-10);
    }

    [Fact]
    public void Galactic_and_back_is_the_identity()
    {
        for (var i = 0; i < 200; i++)
        {
            var position = new EquatorialPosition((i * 37.3) % 360, (i - 100) * 0.89);
            Assert.Equal(0, GalacticPosition.From(position).ToEquatorial().DistanceTo(position), 1e-9);
        }
    }

    [Fact]
    public void The_galactic_centre_is_in_Sagittarius() =>
        Assert.Equal(0, new GalacticPosition(0, 0).ToEquatorial().DistanceTo(new EquatorialPosition(266.40499, -28.93617)), 1e-4);
}
