using Fathom.Vo.Releases;

namespace Fathom.Vo.Responses;

/// <summary>Reads instrument responses as IceCube and KM3NeT publish them.</summary>
/// <remarks>Known are IceCube's <c>TabulatedAeff.txt</c> (bins of energy and cos zenith, m²), KM3NeT's tables of ARCA230 (bins of log10 energy
/// and cos zenith, sin declination, log10 reconstructed energy, log10 angle) and the sky average of KM3-230213A (JSON, cm²).</remarks>
public static class ResponseReader
{
    private const double SquareCentimetres = 1e-4;

    /// <summary>Reads an effective area.</summary>
    /// <param name="path">The file.</param>
    /// <param name="response">What the release says of it, with the sense of cos zenith.</param>
    /// <exception cref="ResponseFormatException">It is of no form that is known, or the sense of its cos zenith is not stated.</exception>
    public static EffectiveArea Area(string path, ReleaseResponse response)
    {
        ResponseTable table = ResponseTable.Read(path, response.File);
        if (table.Has("Aeff [cm^2]"))
        {
            double[] area = table.Column("Aeff [cm^2]");
            var values = new double[area.Length, 1];
            for (int i = 0; i < area.Length; i++)
            {
                values[i, 0] = area[i] * SquareCentimetres;
            }

            return new EffectiveArea(Around(response.File, table.Column("Energy [GeV]")), [-1, 1], values);
        }

        ResponseGrid grid = table.Has("E_min[GeV]")
            ? ResponseGrid.Of(response.File, Bins(table, "E_min[GeV]", "E_max[GeV]"), Bins(table, "cos(zenith)_min", "cos(zenith)_max"), table.Column("Aeff[m^2]"))
            : ResponseGrid.Of(response.File, True(table), Bins(table, "cos(zen) low", "cos(zen) high"), table.Column("aeff [m^2]"));
        grid = response.PositiveCosZenith switch
        {
            ZenithSense.DownGoing => grid,
            ZenithSense.UpGoing => grid.Mirrored(),
            _ => throw new ResponseFormatException(response.File, "it has a cos zenith, and the release does not say what +1 is: add positive_cos_zenith, down_going or up_going."),
        };
        return new EffectiveArea(table.Has("E_min[GeV]") ? grid.First : Linear(grid.First), grid.Second, grid.Values);
    }

    /// <summary>Reads a point spread.</summary>
    /// <exception cref="ResponseFormatException">It is of no form that is known.</exception>
    public static PointSpread Spread(string path, ReleaseResponse response)
    {
        ResponseTable table = ResponseTable.Read(path, response.File);
        double[] angle = table.Column("log10(psi [degrees])");
        double[] points = [.. angle.Distinct().Order()];
        double[] edges = [points[0] - 1, .. points.Zip(points.Skip(1), (one, next) => (one + next) / 2), points[^1]];
        (double[] Low, double[] High) radius = ([.. angle.Select(at => edges[Array.BinarySearch(points, at)])], [.. angle.Select(at => edges[Array.BinarySearch(points, at) + 1])]);
        ResponseGrid grid = ResponseGrid.Of(response.File, True(table), radius, table.Column("dP/dOmega"));
        return new PointSpread(Linear(grid.First), [0, .. Linear(grid.Second).Skip(1)], grid.Values);
    }

    /// <summary>Reads an energy dispersion; each energy's distribution is normalised.</summary>
    /// <exception cref="ResponseFormatException">It is of no form that is known.</exception>
    public static EnergyDispersion Dispersion(string path, ReleaseResponse response)
    {
        ResponseTable table = ResponseTable.Read(path, response.File);
        ResponseGrid grid = ResponseGrid.Of(response.File, True(table), Bins(table, "log10(reco_E [GeV]) low", "log10(reco_E [GeV]) high"), table.Column("dP/dlog10(nu_E [GeV])"));
        int energies = grid.First.Length - 1, bins = grid.Second.Length - 1;
        for (int i = 0; i < energies; i++)
        {
            double sum = Enumerable.Range(0, bins).Sum(j => grid.Values[i, j] * (grid.Second[j + 1] - grid.Second[j]));
            for (int j = 0; j < bins; j++)
            {
                grid.Values[i, j] = sum > 0 ? grid.Values[i, j] * (grid.Second[j + 1] - grid.Second[j]) / sum : 0;
            }
        }

        return new EnergyDispersion(Linear(grid.First), Linear(grid.Second), grid.Values);
    }

    /// <summary>Reads a background.</summary>
    /// <exception cref="ResponseFormatException">It is of no form that is known.</exception>
    public static BackgroundRate Background(string path, ReleaseResponse response)
    {
        ResponseTable table = ResponseTable.Read(path, response.File);
        ResponseGrid grid = ResponseGrid.Of(
            response.File, Bins(table, "log10(reco_E [GeV]) low", "log10(reco_E [GeV]) high"), Bins(table, "sin(dec) low", "sin(dec) high"), table.Column("rate [s^-1]"));
        return new BackgroundRate(Linear(grid.First), grid.Second, grid.Values);
    }

    private static (double[] Low, double[] High) True(ResponseTable table) => Bins(table, "log10(nu_E [GeV]) low", "log10(nu_E [GeV]) high");

    private static (double[] Low, double[] High) Bins(ResponseTable table, string low, string high) => (table.Column(low), table.Column(high));

    private static double[] Linear(double[] logarithms) => [.. logarithms.Select(at => Math.Pow(10, at))];

    // Centres of bins in the logarithm: edges are halfway between them.
    private static double[] Around(string file, double[] centres)
    {
        if (centres.Length < 2 || !centres.Zip(centres.Skip(1)).All(pair => 0 < pair.First && pair.First < pair.Second))
        {
            throw new ResponseFormatException(file, "expected at least two energies in ascending order.");
        }

        double[] between = [.. centres.Zip(centres.Skip(1), (one, next) => Math.Sqrt(one * next))];
        return [centres[0] * centres[0] / between[0], .. between, centres[^1] * centres[^1] / between[^1]];
    }
}
