using System.IO.Compression;
using System.Text;
using Fathom.Compute.Steps;
using Fathom.Events.Telescope;
using Fathom.Sky.Frames;
using Xunit.Abstractions;

namespace Fathom.Compute.Tests.Telescope;

public sealed class TelescopeStepTests(ITestOutputHelper output) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("telescope-steps").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("triggered")]
    [InlineData("all")]
    public void KM3_230213A_goes_from_hits_to_its_published_place_in_the_sky(string sample)
    {
        if (RealData.Find("km3-230213a/KM3-230213A_allhits.json.gz", output) is not { } path)
        {
            return;
        }

        var parameters = new Dictionary<string, string> { ["hits"] = sample, ["azimuth-correction-deg"] = "1.35" };
        var full = Run(new TelescopeReconstructStep(), new StepInput("km3/KM3-230213A_allhits.json.gz", "TelescopeHits", path), parameters, "full");
        Assert.Equal($"KM3-230213A.{sample}.full.root", full.FileName);
        var fullPath = Path.Combine(_folder, "full", full.FileName);
        var reduced = Run(new TelescopeReduceStep(), new StepInput("km3/" + full.FileName, "TelescopeFull", fullPath), parameters, "reduced");

        var row = Assert.Single(ReducedEventFile.Read(Path.Combine(_folder, "reduced", reduced.FileName)));
        output.WriteLine($"{row}");
        Assert.InRange(row.SeparationFromPublished, 0, 0.5);
        Assert.InRange(row.AngularError, 0.01, 0.5);
        Assert.InRange(Separation(row.RightAscension, row.Declination), 0, 0.6);
        Assert.InRange(Separation(row.PublishedRightAscension, row.PublishedDeclination), 0, 0.02);
        Assert.Equal(59988.053, row.ModifiedJulianDate, 0.001);
        Assert.Equal(row.RightAscension, reduced.Metadata["ra"]);
        Assert.Equal(28086, full.Metadata["hits"]);
        Assert.Equal(28086, FullEventFile.Read(fullPath).Event.Hits.Count);
    }

    [Fact]
    public void KM3_230213A_from_KM3NeTs_own_ROOT_file_gives_the_same_fit_as_from_JSON()
    {
        if (RealData.Find("km3-230213a/KM3-230213A_allhits.json.gz", output) is not { } json
            || RealData.Find("km3-230213a/KM3-230213A_allhits.root", output) is not { } root)
        {
            return;
        }

        var none = new Dictionary<string, string>();
        var fromJson = Run(new TelescopeReconstructStep(), new StepInput("km3/KM3-230213A_allhits.json.gz", "TelescopeHits", json), none, "json");
        var fromRoot = Run(new TelescopeReconstructStep(), new StepInput("km3/KM3-230213A_allhits.root", "TelescopeHits", root), none, "root");
        var expected = FullEventFile.Read(Path.Combine(_folder, "json", fromJson.FileName));
        var found = FullEventFile.Read(Path.Combine(_folder, "root", fromRoot.FileName));
        Assert.Equal(expected.Flags, found.Flags);
        Assert.InRange(expected.Fit.Track.AngleToDegrees(found.Fit.Track), 0, 1e-6);
        Assert.InRange(expected.Event.PublishedTrack!.Value.AngleToDegrees(found.Event.PublishedTrack!.Value), 0, 1e-9);
    }

    [Fact]
    public void Hits_as_the_detector_sent_them_cannot_be_fitted_and_the_job_says_why()
    {
        if (RealData.Find("km3net-events/km3net_online.root", output) is not { } path)
        {
            return;
        }

        var failure = Assert.Throws<StepFailedException>(() => Run(
            new TelescopeReconstructStep(), new StepInput("km3/online.root", "TelescopeHits", path), new Dictionary<string, string>(), "online"));
        Assert.Equal("TelescopeHitsNotCalibrated", failure.Cause);
        Assert.Contains("96 hits", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_fit_does_not_read_the_published_track_and_equal_inputs_give_equal_bytes()
    {
        if (RealData.Find("km3-230213a/KM3-230213A_allhits.json.gz", output) is not { } path)
        {
            return;
        }

        string text;
        using (var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress)))
        {
            text = reader.ReadToEnd();
        }

        var none = new Dictionary<string, string>();
        var turned = text.Replace("\"dir_x\":0.9864702733077626,\"dir_y\":0.1635640988250655", "\"dir_x\":0.1635640988250655,\"dir_y\":0.9864702733077626", StringComparison.Ordinal);
        Assert.NotEqual(text, turned);
        var a = Fit(new StepInput("E_1.json.gz", "TelescopeHits", path), "a");
        var b = Fit(Input(turned), "b");
        var again = Run(new TelescopeReconstructStep(), new StepInput("E_1.json.gz", "TelescopeHits", path), none, "again");
        Assert.Equal(a.Track, b.Track);
        Assert.Equal(
            File.ReadAllBytes(Path.Combine(_folder, "a", again.FileName)), File.ReadAllBytes(Path.Combine(_folder, "again", again.FileName)));

        TrackFit Fit(StepInput input, string to) => FullEventFile.Read(
            Path.Combine(_folder, to, Run(new TelescopeReconstructStep(), input, none, to).FileName)).Fit;
    }

    [Theory]
    [InlineData("""{"utc_timestamp":5,"hits":[]}""", "TelescopeTooFewHits", "hits 0 to 0")]
    [InlineData("""{"utc_timestamp":5,"hits":[{"dom_id":3}]}""", "TelescopeFileBroken", "hit 0")]
    [InlineData("""{"utc_timestamp":5,"hits":[""", "TelescopeFileTruncated", "byte 27")]
    [InlineData("""{"utc_timestamp":NaN}""", "TelescopeFileBroken", "byte 17")]
    public void A_bad_file_fails_with_cause_file_and_place(string text, string cause, string place)
    {
        var failed = Assert.Throws<StepFailedException>(
            () => Run(new TelescopeReconstructStep(), Input(text), new Dictionary<string, string>(), "out"));
        output.WriteLine(failed.Message);
        Assert.Equal(cause, failed.Cause);
        Assert.StartsWith("run/E_1.json.gz: ", failed.Message, StringComparison.Ordinal);
        Assert.Contains(place, failed.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Path.Combine(_folder, "out")));
    }

    [Theory]
    [InlineData("hits", "some")]
    [InlineData("telescope", "atlantis")]
    [InlineData("telescope", "../arca")]
    public void A_wrong_parameter_is_named(string parameter, string value)
    {
        var failed = Assert.Throws<StepFailedException>(() => Run(
            new TelescopeReconstructStep(), Input("{}"), new Dictionary<string, string> { [parameter] = value }, "out"));
        Assert.Equal("TelescopeParameterInvalid", failed.Cause);
        Assert.Contains($"'{parameter}'", failed.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("azimuth-correction-deg", "NaN")]
    [InlineData("azimuth-correction-deg", "1,35")]
    [InlineData("dut1-seconds", "5")]
    public void A_wrong_number_is_named(string parameter, string value)
    {
        var failed = Assert.Throws<StepFailedException>(() => Run(
            new TelescopeReduceStep(), Input("{}"), new Dictionary<string, string> { [parameter] = value }, "out"));
        Assert.Equal("TelescopeParameterInvalid", failed.Cause);
    }

    [Fact]
    public void A_file_that_is_no_full_event_fails_with_its_name()
    {
        var failed = Assert.Throws<StepFailedException>(
            () => Run(new TelescopeReduceStep(), Input("{}"), new Dictionary<string, string>(), "out"));
        Assert.Equal("TelescopeFileBroken", failed.Cause);
        Assert.StartsWith("run/E_1.json.gz: byte ", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Both_steps_are_in_the_catalogue()
    {
        Assert.True(StepCatalogue.Default.TryFind("telescope-reconstruct", out _));
        Assert.True(StepCatalogue.Default.TryFind("telescope-reduce", out _));
    }

    private static double Separation(double ra, double dec) =>
        new EquatorialPosition(ra, dec).DistanceTo(new EquatorialPosition(94.3, -7.8));

    private StepInput Input(string text)
    {
        var path = Path.Combine(_folder, "input.json.gz");
        using (var gzip = new GZipStream(File.Create(path), CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return new StepInput("run/E_1.json.gz", "TelescopeHits", path);
    }

    private StepOutput Run(IStep step, StepInput input, IReadOnlyDictionary<string, string> parameters, string to)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, to)).FullName;
        var result = step.Run(
            new StepRequest([input], folder, null, parameters), new Progress<double>(), CancellationToken.None);
        return Assert.Single(result.Outputs);
    }
}
