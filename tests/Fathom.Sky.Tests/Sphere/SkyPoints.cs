namespace Fathom.Sky.Tests.Sphere;

/// <summary>Positions on the sphere for properties, the awkward ones first.</summary>
internal static class SkyPoints
{
    /// <summary>Longitude and latitude [deg]: the poles, the meridian 0, faces' edges, then uniform on the sphere.</summary>
    public static IEnumerable<(double Longitude, double Latitude)> Everywhere(int count, int seed)
    {
        double[] longitudes = [0, 1e-13, 45, 90, 179.99999999, 180, 270, 359.9999999999, 360];
        double[] latitudes = [-90, -89.9999999999, -41.810314895778596, 0, 1e-13, 41.810314895778596, 89.99999, 90];
        foreach (var longitude in longitudes)
        {
            foreach (var latitude in latitudes)
            {
                yield return (longitude, latitude);
            }
        }

        var random = new Random(seed);
        for (var i = 0; i < count; i++)
        {
            yield return (random.NextDouble() * 360, double.RadiansToDegrees(Math.Asin((2 * random.NextDouble()) - 1)));
        }
    }
}
