using Fathom.Events.Records;
using Fathom.Events.Tiers;
using Fathom.Root;

namespace Fathom.Events.Tests;

public sealed class TierFileTests : IDisposable
{
    private readonly TierFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void RTRAW_reads_back_as_it_was_written_with_sections_and_damage()
    {
        TierFiles.WriteRtraw(_files.Rtraw);
        using var reader = RtrawReader.Open(_files.Rtraw);
        var (written, read) = (TierSamples.Rtraw(), reader.Events().ToArray());
        Assert.Equal(TierSamples.Events, reader.EventCount);
        Assert.Equal(written.Select(e => (e.Run, e.Trigger, e.Oec)), read.Select(e => (e.Run, e.Trigger, e.Oec)));
        for (var i = 0; i < read.Length; i++)
        {
            Assert.Equal(written[i].Hits.Channel, read[i].Hits.Channel);
            Assert.Equal(written[i].Hits.Tdc, read[i].Hits.Tdc);
            Assert.Equal(written[i].Hits.Adc, read[i].Hits.Adc);
        }

        Assert.Equal(TierSamples.Sections, reader.Sections);
        Assert.Equal(TierSamples.Damage, reader.Damage);
    }

    [Fact]
    public void ESD_reads_back_as_it_was_written_and_an_event_without_a_vertex_has_none()
    {
        TierFiles.WriteEsd(_files.Esd);
        using var reader = EsdReader.Open(_files.Esd);
        var (written, read) = (TierSamples.Esd(), reader.Events().ToArray());
        Assert.Equal(written.Select(e => (e.Run, e.Trigger, e.Oec, e.Steering)), read.Select(e => (e.Run, e.Trigger, e.Oec, e.Steering)));
        for (var i = 0; i < written.Length; i++)
        {
            Assert.Equal(written[i].Hits.Channel, read[i].Hits.Channel);
            Assert.Equal(written[i].Hits.Time, read[i].Hits.Time);
            Assert.Equal(written[i].Hits.Charge, read[i].Hits.Charge);
            AssertSame(written[i].Centroid, read[i].Centroid);
            AssertSame(written[i].JVertex, read[i].JVertex);
            AssertSame(written[i].ChosenVertex, read[i].ChosenVertex);
        }

        Assert.Equal(TierSamples.Sections, reader.Sections);
    }

    [Fact]
    public void MiniESD_reads_back_as_it_was_written_with_its_pairs()
    {
        TierFiles.WriteMini(_files.Mini);
        using var reader = MiniEsdReader.Open(_files.Mini);
        var (written, read) = (TierSamples.Mini(), reader.Events().ToArray());
        Assert.Equal(written.Select(e => (e.Run, e.Trigger, e.Oec, e.Algorithm)), read.Select(e => (e.Run, e.Trigger, e.Oec, e.Algorithm)));
        for (var i = 0; i < written.Length; i++)
        {
            AssertSame(written[i].Vertex, read[i].Vertex);
        }

        Assert.Equal(TierSamples.Pairs, reader.Pairs);
        Assert.Equal(TierSamples.Sections, reader.Sections);
    }

    [Fact]
    public void Equal_content_gives_equal_bytes()
    {
        foreach (var write in new Action<string>[] { TierFiles.WriteRtraw, TierFiles.WriteEsd, TierFiles.WriteMini })
        {
            write(_files.Esd);
            var first = File.ReadAllBytes(_files.Esd);
            write(_files.Esd);
            Assert.Equal(first, File.ReadAllBytes(_files.Esd));
        }
    }

    [Fact]
    public void A_file_without_events_is_a_file()
    {
        using (var writer = EsdWriter.Create(_files.Esd, TierSamples.Start))
        {
            writer.Complete([TierSamples.Sections[1]]);
        }

        using var reader = EsdReader.Open(_files.Esd);
        Assert.Empty(reader.Events());
        Assert.False(reader.Sections.Single().LivetimeKnown);
    }

    [Fact]
    public void An_abandoned_file_does_not_appear()
    {
        using (var writer = EsdWriter.Create(_files.Esd, TierSamples.Start))
        {
            writer.Append(TierSamples.Esd()[0]);
        }

        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(_files.Esd)!));
    }

    [Fact]
    public void A_file_of_another_tier_is_refused()
    {
        TierFiles.WriteMini(_files.Mini);
        Assert.Contains("CdLpmtRaw", Assert.Throws<RootFormatException>(() => RtrawReader.Open(_files.Mini)).Expected, StringComparison.Ordinal);
    }

    [Fact]
    public void A_miniESD_event_with_a_vertex_but_no_algorithm_is_refused()
    {
        using var writer = MiniEsdWriter.Create(_files.Mini, TierSamples.Start);
        var entry = TierSamples.Mini()[1] with { Algorithm = VertexAlgorithm.None };
        Assert.Throws<ArgumentException>(() => writer.Append(entry));
    }

    [Fact]
    public void Exposure_is_the_sum_of_the_sections_and_says_how_many_have_no_livetime() =>
        Assert.Equal(new Exposure(2, 59_000_000_000, 72_576, 1, 2), Exposure.Of(TierSamples.Sections));

    // Records compare their arrays by reference
    private static void AssertSame(VertexRecord? expected, VertexRecord? actual)
    {
        Assert.Equal(expected?.StageNegLogLikelihoods, actual?.StageNegLogLikelihoods);
        float[] none = [];
        Assert.Equal(
            expected is null ? null : expected with { StageNegLogLikelihoods = none },
            actual is null ? null : actual with { StageNegLogLikelihoods = none });
    }
}
