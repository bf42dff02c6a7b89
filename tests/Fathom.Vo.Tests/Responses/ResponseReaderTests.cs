using Fathom.RealDataFiles;
using Fathom.Vo.Releases;
using Fathom.Vo.Responses;
using Xunit.Abstractions;

namespace Fathom.Vo.Tests.Responses;

public sealed class ResponseReaderTests(ITestOutputHelper output) : IDisposable
{
    private const string Area = """
        log10(nu_E [GeV]) low,log10(nu_E [GeV]) high,cos(zen) low,cos(zen) high,aeff [m^2]
        2,3,-1,0,1
        2,3,0,1,2
        3,4,-1,0,3
        3,4,0,1,4
        """;

    private static readonly ReleaseResponse s_down = new(ResponseKind.EffectiveArea, "a.csv", "x") { PositiveCosZenith = ZenithSense.DownGoing };
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Where_plus_one_is_up_going_the_table_is_mirrored_so_that_one_sense_is_left()
    {
        EffectiveArea down = ResponseReader.Area(Written(Area), s_down), up = ResponseReader.Area(Written(Area), s_down with { PositiveCosZenith = ZenithSense.UpGoing });
        Assert.Equal([100.0, 1000, 10000], down.Energy.Select(edge => Math.Round(edge, 6)));
        Assert.Equal((1, 2, 3, 4), (down.Area[0, 0], down.Area[0, 1], down.Area[1, 0], down.Area[1, 1]));
        Assert.Equal((2, 1, 4, 3), (up.Area[0, 0], up.Area[0, 1], up.Area[1, 0], up.Area[1, 1]));
    }

    [Theory]
    [InlineData("3,4,0,1,4", "", "expected 4 bins, found 3")]
    [InlineData("3,4,0,1,4", "3,4,-1,0,4", "twice")]
    [InlineData("2,3,0,1,2", "2,3,0.5,1,2", "does not join")]
    [InlineData("3,4,0,1,4", "3,4,0,1", "line 5: expected 5 numbers, found 4")]
    [InlineData("3,4,0,1,4", "3,4,0,1,NaN", "line 5: expected a number")]
    [InlineData("aeff [m^2]", "aeff", "expected a column 'aeff [m^2]'")]
    public void A_table_that_is_not_whole_is_refused_with_its_place(string right, string wrong, string expected)
    {
        Assert.Contains(right, Area, StringComparison.Ordinal);
        string path = Written(Area.Replace(right, wrong, StringComparison.Ordinal));
        Assert.Contains(expected, Assert.Throws<ResponseFormatException>(() => ResponseReader.Area(path, s_down)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cos_zenith_of_unknown_sense_is_refused() =>
        Assert.Contains("positive_cos_zenith", Assert.Throws<ResponseFormatException>(() => ResponseReader.Area(Written(Area), s_down with { PositiveCosZenith = null })).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(-90)]
    [InlineData(36.3)]
    [InlineData(0)]
    public void The_average_over_declination_is_that_over_zenith_wherever_the_detector_stands(double latitude)
    {
        EffectiveArea area = ResponseReader.Area(Written(Area), s_down);
        double[] bands = [.. Enumerable.Range(0, 41).Select(i => -1 + (i / 20.0))];
        double[,] byDeclination = DeclinationBands.Area(area, latitude, bands);
        Assert.Equal(1.5, Enumerable.Range(0, 40).Average(band => byDeclination[0, band]), 0.01);
        Assert.Equal(3.5, Enumerable.Range(0, 40).Average(band => byDeclination[1, band]), 0.01);
    }

    [Fact]
    public void From_the_pole_a_declination_has_one_zenith()
    {
        double[,] south = DeclinationBands.Area(ResponseReader.Area(Written(Area), s_down), -90, [-1, 0, 1]);
        Assert.Equal(2, south[0, 0], 1e-9);
        Assert.Equal(1, south[0, 1], 1e-9);
    }

    [Fact]
    public void The_sky_average_of_KM3_230213A_is_read_in_square_metres()
    {
        if (RealData.Find("km3-230213a/effective_area_brighttrackselection_allflavour_skyavg.json", output) is not { } path)
        {
            return;
        }

        EffectiveArea area = ResponseReader.Area(path, new ReleaseResponse(ResponseKind.EffectiveArea, "a.json", "x"));
        Assert.Equal(61, area.Energy.Length);
        Assert.Equal(1e5, area.Energy[0], 1);
        Assert.Equal(1, area.CosZenith[^1]);
        Assert.InRange(area.Area[35, 0], 100, 5000);
    }

    [Fact]
    public void Migra_keeps_every_probability()
    {
        var dispersion = new EnergyDispersion([100, 1000, 10000], [10, 100, 1000, 10000, 100000], new double[,] { { 0.1, 0.6, 0.3, 0 }, { 0, 0.2, 0.5, 0.3 } });
        (double[] edges, double[,] density) = Migration.Of(dispersion);
        for (int energy = 0; energy < 2; energy++)
        {
            Assert.Equal(1, Enumerable.Range(0, edges.Length - 1).Sum(bin => density[energy, bin] * (edges[bin + 1] - edges[bin])), 1e-9);
        }

        // The bin 100 to 1000 of the first energy, sqrt(100 · 1000), is migra 10^-0.5 to 10^0.5.
        int at = Array.FindIndex(edges, edge => Math.Abs(edge - Math.Pow(10, -0.5)) < 1e-9);
        Assert.Equal(0.6, density[0, at] * (edges[at + 1] - edges[at]), 1e-9);
    }

    private string Written(string text)
    {
        File.WriteAllText(_folder["a.csv"], text);
        return _folder["a.csv"];
    }
}
