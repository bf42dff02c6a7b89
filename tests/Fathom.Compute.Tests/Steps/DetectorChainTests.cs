using Fathom.Compute.Steps;
using Fathom.Detector.Calibration;
using Fathom.Events.Records;
using Fathom.Events.Tiers;

namespace Fathom.Compute.Tests.Steps;

public sealed class DetectorChainTests : IDisposable
{
    private readonly StepBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Simulated_pairs_come_out_of_the_chain_as_pairs_and_no_event_is_lost()
    {
        var raw = _bench.SimulateSection(pairs: 6, singles: 6);
        var (rtraw, esd, mini, compacted) = _bench.RunAll(raw);
        using var decoded = RtrawReader.Open(rtraw);
        using var reconstructed = EsdReader.Open(esd);
        using var compact = MiniEsdReader.Open(mini);
        Assert.Equal(decoded.EventCount, reconstructed.EventCount);
        Assert.Equal(decoded.EventCount, compact.EventCount);
        Assert.Equal(decoded.Sections[0], compact.Sections[0]);

        // Fiducial edges, cuts on energy and delay: about nine of ten simulated pairs pass
        var pairs = (int)compacted.Outputs[0].Metadata["ibdPairs"];
        Assert.InRange(pairs, 3, 6);
        Assert.Equal(pairs, compact.Pairs.Count);
    }

    [Fact]
    public void The_compact_event_is_the_chosen_vertex_of_the_reconstructed_one()
    {
        var (_, esd, mini, _) = _bench.RunAll(_bench.SimulateSection(pairs: 2, singles: 2));
        using var reconstructed = EsdReader.Open(esd);
        using var compact = MiniEsdReader.Open(mini);
        var both = reconstructed.Events().Zip(compact.Events()).ToList();
        Assert.NotEmpty(both);
        Assert.All(both, pair =>
        {
            Assert.Equal(pair.First.Trigger, pair.Second.Trigger);
            Assert.Equal(pair.First.Oec, pair.Second.Oec);
            Assert.Equal(pair.First.Steering.Chosen, pair.Second.Algorithm);
            Assert.Equal(pair.First.ChosenVertex?.Energy, pair.Second.Vertex?.Energy);
            Assert.Equal(pair.First.ChosenVertex?.X, pair.Second.Vertex?.X);
        });
    }

    [Fact]
    public void The_histograms_in_the_metadata_count_the_reconstructed_events()
    {
        var (_, _, mini, compacted) = _bench.RunAll(_bench.SimulateSection(pairs: 3, singles: 3));
        var metadata = compacted.Outputs[0].Metadata;
        using var compact = MiniEsdReader.Open(mini);
        var vertices = compact.Events().Select(e => e.Vertex).Where(v => v is { Status: VertexStatus.Converged }).ToList();
        Assert.Equal((long)vertices.Count, metadata["reconstructed"]);
        Assert.Equal(vertices.Count, ((int[])metadata["volumeHistogram"]).Sum());
        Assert.Equal(vertices.Count(v => v!.Energy is >= 0 and < 12), ((int[])metadata["energyHistogram"]).Sum());
        Assert.Equal(vertices.Average(v => v!.Energy), (double)metadata["meanEnergy"], 9);
    }

    [Fact]
    public void Run_again_every_step_gives_the_same_bytes_under_the_same_name()
    {
        var raw = _bench.SimulateSection(pairs: 1, singles: 1);
        var first = _bench.RunAll(raw);
        var second = _bench.RunAll(raw);
        foreach (var (one, two) in new[] { (first.Rtraw, second.Rtraw), (first.Esd, second.Esd), (first.Mini, second.Mini) })
        {
            Assert.Equal(Path.GetFileName(one), Path.GetFileName(two));
            Assert.Equal(File.ReadAllBytes(one), File.ReadAllBytes(two));
        }
    }

    [Fact]
    public void Channels_that_are_bad_in_the_section_give_no_calibrated_hit()
    {
        var (_, rtraw) = DecodeSample();
        var (_, esd) = _bench.Run(new ReconstructStep(), "RTRAW", rtraw, _bench.ConditionsFile());
        using var reader = EsdReader.Open(esd);
        Assert.All(reader.Events(), e => Assert.DoesNotContain((ushort)7, e.Hits.Channel.ToArray()));
    }

    [Fact]
    public void Without_constants_the_reconstruction_says_what_is_missing()
    {
        var (_, rtraw) = DecodeSample();
        Fails("ConditionsMissing", () => _bench.Run(new ReconstructStep(), "RTRAW", rtraw));
        Fails("ConditionsMissing", () => _bench.Run(new ReconstructStep(), "RTRAW", rtraw, _bench.PathOf("nowhere")));
        File.WriteAllText(_bench.PathOf("broken"), "fathom-calibration 1 juno-like 17612");
        Fails("ConditionsUnreadable", () => _bench.Run(new ReconstructStep(), "RTRAW", rtraw, _bench.PathOf("broken")));
    }

    [Fact]
    public void Constants_of_another_detector_are_refused()
    {
        var (_, rtraw) = DecodeSample();
        var constants = new CalibrationConstants(
            "other", [100], [0], [0], [ChannelStatus.Good], new LightMap(1, 2, 2, [1, 1, 1, 1]));
        constants.Save(_bench.PathOf("other.txt"));
        Fails("ConditionsOfOtherDetector", () => _bench.Run(new ReconstructStep(), "RTRAW", rtraw, _bench.PathOf("other.txt")));
    }

    [Fact]
    public void A_damaged_input_of_a_later_tier_is_a_named_failure()
    {
        var (_, rtraw) = DecodeSample();
        var bytes = File.ReadAllBytes(rtraw);
        File.WriteAllBytes(_bench.PathOf("half.rtraw"), bytes[..(bytes.Length / 2)]);
        Fails("RtrawUnreadable", () => _bench.Run(new ReconstructStep(), "RTRAW", _bench.PathOf("half.rtraw"), _bench.ConditionsFile()));
        Fails("EsdUnreadable", () => _bench.Run(new CompactStep(), "ESD", _bench.PathOf("half.rtraw")));
        Fails("InputMissing", () => _bench.Run(new CompactStep(), "ESD", _bench.PathOf("absent.esd")));
    }

    [Fact]
    public void A_description_that_is_not_the_pinned_one_is_refused()
    {
        var path = _bench.PathOf("detector.yaml");
        Fathom.Detector.Description.DetectorDescription.WriteDefault(path);
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path)));
        File.WriteAllBytes(_bench.PathOf("a.raw"), RawSample.Make().Bytes);
        var pinned = new Dictionary<string, string> { ["detector"] = path, ["detectorSha256"] = hash };
        Assert.Equal("", _bench.Run(new DecodeStep(), "RAW", _bench.PathOf("a.raw"), parameters: pinned).Result.Remark);
        File.AppendAllText(path, "# changed\n");
        Fails("DetectorDescriptionChanged", () => _bench.Run(new DecodeStep(), "RAW", _bench.PathOf("a.raw"), parameters: pinned));
        File.WriteAllText(path, "name: [");
        Fails("DetectorDescriptionUnusable", () => _bench.Run(
            new DecodeStep(), "RAW", _bench.PathOf("a.raw"), parameters: new Dictionary<string, string> { ["detector"] = path }));
    }

    private (StepResult Result, string Output) DecodeSample()
    {
        File.WriteAllBytes(_bench.PathOf("sample.raw"), RawSample.Make().Bytes);
        return _bench.Run(new DecodeStep(), "RAW", _bench.PathOf("sample.raw"));
    }

    private static void Fails(string cause, Func<object> act) => Assert.Equal(cause, Assert.Throws<StepFailedException>(act).Cause);
}
