namespace Fathom.Vo.Responses;

/// <summary>Turns what a detector sees by zenith into what it sees by declination, averaged over a sidereal day.</summary>
public static class DeclinationBands
{
    private const int HourAngles = 360;
    private const int PointsInBand = 8;

    /// <summary>The effective area by declination.</summary>
    /// <param name="area">By cos zenith.</param>
    /// <param name="latitude">Geographic latitude of the detector [deg].</param>
    /// <param name="sinDeclination">Edges of the bands of sin declination, ascending.</param>
    /// <returns>Area [m²]: [energy, band].</returns>
    /// <remarks>cos zenith = sin latitude · sin declination + cos latitude · cos declination · cos hour angle.</remarks>
    public static double[,] Area(EffectiveArea area, double latitude, double[] sinDeclination)
    {
        (double sin, double cos) = Math.SinCos(double.DegreesToRadians(latitude));
        int energies = area.Energy.Length - 1, bands = sinDeclination.Length - 1;
        var result = new double[energies, bands];
        var shares = new double[area.CosZenith.Length - 1];
        for (int band = 0; band < bands; band++)
        {
            Array.Clear(shares);
            for (int point = 0; point < PointsInBand; point++)
            {
                double sinDec = sinDeclination[band] + ((point + 0.5) / PointsInBand * (sinDeclination[band + 1] - sinDeclination[band]));
                double across = cos * Math.Sqrt(1 - (sinDec * sinDec));
                for (int hour = 0; hour < HourAngles; hour++)
                {
                    double cosZenith = (sin * sinDec) + (across * Math.Cos(Math.Tau * (hour + 0.5) / HourAngles));
                    int bin = Bin(area.CosZenith, cosZenith);
                    shares[Math.Max(bin, 0)] += bin < 0 ? 0 : 1.0 / (PointsInBand * HourAngles);
                }
            }

            for (int energy = 0; energy < energies; energy++)
            {
                for (int bin = 0; bin < shares.Length; bin++)
                {
                    result[energy, band] += shares[bin] * area.Area[energy, bin];
                }
            }
        }

        return result;
    }

    // -1: outside of the table, where nothing is seen.
    private static int Bin(double[] edges, double at)
    {
        int found = Array.BinarySearch(edges, at);
        int bin = found >= 0 ? found : ~found - 1;
        return bin < edges.Length - 1 ? bin : at <= edges[^1] + 1e-9 ? edges.Length - 2 : -1;
    }
}
