using System.IO.Pipelines;
using Fathom.RealDataFiles;
using Fathom.SourceTrees;
using Fathom.StiltsCheck;
using Fathom.Vo.Gadf;
using Fathom.Vo.Publishing;
using Fathom.Vo.Releases;
using Fathom.Vo.Tables.Fits;
using Xunit.Abstractions;

namespace Fathom.Vo.Tests.Gadf;

/// <summary>Releases of the real data as gammapy reads them; the mandatory keywords and columns are those of the specification's version 0.3.</summary>
public sealed class GadfFileTests(ITestOutputHelper output) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_events_of_IceCube_have_what_is_mandatory_and_its_effective_area_is_by_declination()
    {
        if (await MakeAsync("icecube_ps_ic86_2011", "icecube-ps-ic86-2011", "upgoing_events.txt", "downgoing_events.txt") is not { } made)
        {
            return;
        }

        var file = new FitsFile(made.Bytes);
        Assert.Equal(["EVENTS", "GTI", "EFFECTIVE AREA"], file.Names);
        FitsHeader events = file.Header("EVENTS");
        foreach (string key in new[] { "HDUDOC", "HDUVERS", "HDUCLASS", "HDUCLAS1", "OBS_ID", "TSTART", "TSTOP", "ONTIME", "LIVETIME", "DEADC", "OBS_MODE", "RA_PNT", "DEC_PNT",
            "EQUINOX", "RADECSYS", "ORIGIN", "TELESCOP", "INSTRUME", "CREATOR", "MJDREFI", "MJDREFF", "TIMEUNIT", "TIMESYS", "TIMEREF", "GEOLON", "GEOLAT", "ALTITUDE" })
        {
            Assert.False(string.IsNullOrEmpty(events.Text(key)), key);
        }

        Assert.Equal(332.61 * 86400, events.Number("LIVETIME")!.Value, 1e-3);
        Assert.Equal(events.Number("LIVETIME")!.Value, events.Number("ONTIME")!.Value * events.Number("DEADC")!.Value, 1e-3);
        Dictionary<string, double[]> rows = await file.ReadAsync("EVENTS");
        Assert.Equal(["EVENT_ID", "TIME", "RA", "DEC", "ENERGY"], rows.Keys);
        int first = Array.IndexOf(rows["EVENT_ID"], 1);
        Assert.Equal((138_322, 275.1f, 39.1f), (rows["RA"].Length, (float)rows["RA"][first], (float)rows["DEC"][first]));
        Assert.Equal(1.0, rows["ENERGY"][first], 1e-6);
        Assert.Equal(32.184 + 34, rows["TIME"][first], 1e-6);
        Dictionary<string, double[]> interval = await file.ReadAsync("GTI");
        Assert.All(rows["TIME"], time => Assert.InRange(time, interval["START"][0], interval["STOP"][0]));

        // The north pole of the sky is straight below the detector: the first band of declination is the file's first line.
        Dictionary<string, double[]> area = await file.ReadAsync("EFFECTIVE AREA");
        Assert.Equal(("(70,200)", "AEFF_2D"), (file.Header("EFFECTIVE AREA").Text("TDIM5"), file.Header("EFFECTIVE AREA").Text("HDUCLAS4")));
        Assert.Equal((0, 180), (area["THETA_LO"][0], area["THETA_HI"][^1]));
        Assert.Equal(1.184e-3, area["EFFAREA"][0], 1e-5);
        Assert.Equal(0.1, area["ENERG_LO"][0], 1e-6);
    }

    [Theory]
    [InlineData("km3net_arca230_tracks", "aeff_coszen_allnumuCC_track.csv")]
    [InlineData("km3net_arca230_showers", "aeff_coszen_allnueCC_shower.csv")]
    public async Task The_responses_of_ARCA230_keep_their_norms(string name, string table)
    {
        if (await MakeAsync(name, "km3net-arca230-irf", table) is not { } made)
        {
            return;
        }

        var file = new FitsFile(made.Bytes);
        Assert.Equal(["EFFECTIVE AREA", "PSF_2D_TABLE", "EDISP_2D", "BACKGROUND"], file.Names);
        Assert.Equal(["AEFF_2D", "PSF_TABLE", "EDISP_2D", "BKG_2D"], file.Names.Select(one => file.Header(one).Text("HDUCLAS4")));
        Assert.Equal(["events: it holds no events"], made.File.Left);

        Dictionary<string, double[]> spread = await file.ReadAsync("PSF_2D_TABLE");
        int energies = spread["ENERG_LO"].Length;
        for (int energy = 0; energy < energies; energy++)
        {
            double sum = Enumerable.Range(0, spread["RAD_LO"].Length).Sum(bin =>
                spread["RPSF"][energy + (bin * energies)] * Math.Tau * (Math.Cos(double.DegreesToRadians(spread["RAD_LO"][bin])) - Math.Cos(double.DegreesToRadians(spread["RAD_HI"][bin]))));
            Assert.True(sum == 0 || Math.Abs(sum - 1) < 0.01, $"energy {energy}: {sum}");
        }

        Dictionary<string, double[]> dispersion = await file.ReadAsync("EDISP_2D");
        energies = dispersion["ENERG_LO"].Length;
        double[] norms = [.. Enumerable.Range(0, energies).Select(energy => Enumerable.Range(0, dispersion["MIGRA_LO"].Length).Sum(bin =>
            dispersion["MATRIX"][energy + (bin * energies)] * (dispersion["MIGRA_HI"][bin] - dispersion["MIGRA_LO"][bin])))];
        Assert.All(norms, norm => Assert.True(norm == 0 || Math.Abs(norm - 1) < 1e-4, $"{norm}"));
        Assert.True(norms.Count(norm => norm > 0) >= 13);

        Dictionary<string, double[]> background = await file.ReadAsync("BACKGROUND");
        energies = background["ENERG_LO"].Length;
        double rate = Enumerable.Range(0, background["BKG"].Length).Sum(at => background["BKG"][at] * 1e6 * (background["ENERG_HI"][at % energies] - background["ENERG_LO"][at % energies])
            * Math.Tau * (Math.Cos(double.DegreesToRadians(background["THETA_LO"][at / energies])) - Math.Cos(double.DegreesToRadians(background["THETA_HI"][at / energies]))));
        double told = File.ReadLines(RealData.Find($"km3net-arca230-irf/bkg_{name[15..^1]}.csv", output)!).Skip(1).Sum(line => double.Parse(line.Split(',')[6], System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(1, rate / told, 1e-4);
    }

    [Fact]
    public async Task Another_reader_of_FITS_reads_every_table_and_the_index_names_them()
    {
        if (!Stilts.IsAvailable(output) || await MakeAsync("icecube_ps_ic86_2011", "icecube-ps-ic86-2011", "upgoing_events.txt", "downgoing_events.txt") is not { } made)
        {
            return;
        }

        await File.WriteAllBytesAsync(_folder["r.fits"], made.Bytes);
        Assert.Contains("138322", Stilts.Run("tpipe", $"in={_folder["r.fits"]}#EVENTS", "omode=count"), StringComparison.Ordinal);
        Assert.Contains("rows: 1", Stilts.Run("tpipe", $"in={_folder["r.fits"]}#EFFECTIVE AREA", "omode=count"), StringComparison.Ordinal);
        await File.WriteAllBytesAsync(_folder["i.fits"], made.File.Index(GadfFile.TableIndex)!);
        string index = Stilts.Run("tpipe", $"in={_folder["i.fits"]}", "ofmt=csv");
        Assert.Contains($"1,aeff,aeff_2d,.,{made.File.Name},EFFECTIVE AREA", index, StringComparison.Ordinal);
        await File.WriteAllBytesAsync(_folder["o.fits"], made.File.Index(GadfFile.ObservationIndex)!);
        Assert.Contains("POINTING,0.0,90.0", Stilts.Run("tpipe", $"in={_folder["o.fits"]}", "ofmt=csv"), StringComparison.Ordinal);
    }

    private async Task<(GadfFile File, byte[] Bytes)?> MakeAsync(string name, string source, params string[] from)
    {
        string?[] files = [.. from.Select(file => RealData.Find($"{source}/{file}", output))];
        if (files.Contains(null))
        {
            return null;
        }

        var shelf = new ReleaseShelf(_folder["shelf"]);
        ReleaseDescription release = ReleaseYaml.ReadFile(Path.Combine(SourceTree.Root, "samples", "releases", name + ".yaml"));
        release = await shelf.Files.AddAsync(release, file => RealData.Find($"{source}/{file}", output), default);
        await ReleaseImport.WriteAsync(files!, release, shelf.PlaceFor(name, "1.0"), default);
        using var table = ReleaseTable.Open(shelf.Find(name)!.Path);
        GadfFile made = GadfFile.Of(table, shelf.Files);
        using var bytes = new MemoryStream();
        PipeWriter pipe = PipeWriter.Create(bytes, new StreamPipeWriterOptions(leaveOpen: true));
        await made.WriteAsync(pipe, default);
        await pipe.CompleteAsync();
        return (made, bytes.ToArray());
    }
}
