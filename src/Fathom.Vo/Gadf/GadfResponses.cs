using Fathom.Vo.Releases;
using Fathom.Vo.Responses;

namespace Fathom.Vo.Gadf;

/// <summary>The responses of a release in the forms that gammapy reads.</summary>
/// <remarks>The frame of the field of view is that of the celestial pole: a detector that turns with the Earth sees by declination, and what
/// it sees in a day depends on nothing else. KM3NeT's and IceCube's tables by cos zenith become averages over the day.</remarks>
internal static class GadfResponses
{
    private const string Full = "FULL-ENCLOSURE";

    private static readonly double[] s_everywhere = [-1, 1];

    /// <summary>An effective area as AEFF_2D.</summary>
    public static GadfResponse Of(EffectiveArea area, double latitude)
    {
        double[] bands = area.CosZenith;
        return new GadfResponse(
            "EFFECTIVE AREA", ["RESPONSE", "EFF_AREA", Full, "AEFF_2D"], "aeff", [GadfAxis.Energy(area.Energy), GadfAxis.FromPole(bands)], "EFFAREA", "m2",
            ByPole(DeclinationBands.Area(area, latitude, bands)));
    }

    /// <summary>A point spread as PSF_TABLE, the same everywhere.</summary>
    public static GadfResponse Of(PointSpread spread) => new(
        "PSF_2D_TABLE", ["RESPONSE", "RPSF", Full, "PSF_TABLE"], "psf",
        [GadfAxis.Energy(spread.Energy), GadfAxis.FromPole(s_everywhere), GadfAxis.Of("RAD", "deg", spread.Radius)], "RPSF", "sr-1", Transposed(spread.Density));

    /// <summary>An energy dispersion as EDISP_2D: per migra = reconstructed / true energy, the same everywhere.</summary>
    public static GadfResponse Of(EnergyDispersion dispersion)
    {
        (double[] edges, double[,] density) = Migration.Of(dispersion);
        return new GadfResponse(
            "EDISP_2D", ["RESPONSE", "EDISP", Full, "EDISP_2D"], "edisp",
            [GadfAxis.Energy(dispersion.Energy), GadfAxis.Of("MIGRA", null, edges), GadfAxis.FromPole(s_everywhere)], "MATRIX", null, Transposed(density));
    }

    /// <summary>A background as BKG_2D: per second, MeV and steradian.</summary>
    public static GadfResponse Of(BackgroundRate background)
    {
        const double GigaInMega = 1e3;
        var density = new double[background.Reconstructed.Length - 1, background.SinDeclination.Length - 1];
        for (int i = 0; i < density.GetLength(0); i++)
        {
            for (int j = 0; j < density.GetLength(1); j++)
            {
                density[i, j] = background.Rate[i, j] / ((background.Reconstructed[i + 1] - background.Reconstructed[i]) * GigaInMega)
                    / (Math.Tau * (background.SinDeclination[j + 1] - background.SinDeclination[j]));
            }
        }

        return new GadfResponse(
            "BACKGROUND", ["RESPONSE", "BKG", Full, "BKG_2D"], "bkg", [GadfAxis.Energy(background.Reconstructed), GadfAxis.FromPole(background.SinDeclination)],
            "BKG", "s-1 MeV-1 sr-1", ByPole(density));
    }

    /// <summary>Reads a stored response.</summary>
    /// <exception cref="ResponseFormatException">Its file is of no form that is known, or the site that it needs is not stated.</exception>
    public static GadfResponse Read(ReleaseResponse response, string path, ReleaseSite? site) => response.Kind switch
    {
        ResponseKind.EffectiveArea => Of(ResponseReader.Area(path, response), site?.Latitude ?? throw new ResponseFormatException(response.File, "the release does not state the detector's site.")),
        ResponseKind.PointSpread => Of(ResponseReader.Spread(path, response)),
        ResponseKind.EnergyDispersion => Of(ResponseReader.Dispersion(path, response)),
        _ => Of(ResponseReader.Background(path, response)),
    };

    // [energy, band] to energy fastest, the northernmost band first.
    private static double[] ByPole(double[,] values)
    {
        (int energies, int bands) = (values.GetLength(0), values.GetLength(1));
        return [.. Enumerable.Range(0, energies * bands).Select(at => values[at % energies, bands - 1 - (at / energies)])];
    }

    private static double[] Transposed(double[,] values)
    {
        int first = values.GetLength(0);
        return [.. Enumerable.Range(0, values.Length).Select(at => values[at % first, at / first])];
    }
}
