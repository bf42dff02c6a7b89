using System.IO.Compression;
using Fathom.Events.Telescope;
using Fathom.Events.Telescope.Json;
using Xunit.Abstractions;

namespace Fathom.Events.Tests.Telescope;

public sealed class TelescopeJsonReaderTests(ITestOutputHelper output)
{
    [Fact]
    public void The_released_event_has_its_published_numbers()
    {
        if (RealData.Find("km3-230213a/KM3-230213A_allhits.json.gz", output) is not { } path)
        {
            return;
        }

        var read = TelescopeJsonReader.Read(path);

        // The release's own tests: 28,086 hits; the first is on module 806455816, channel 27, with ToT 30.
        Assert.Equal("KM3-230213A", read.Name);
        Assert.Equal(28086, read.Hits.Count);
        Assert.Equal(806455816, read.Hits.DomId[0]);
        Assert.Equal(27, read.Hits.Channel[0]);
        Assert.Equal(30, read.Hits.TimeOverThreshold[0]);
        Assert.Equal(1676251007.7281425, read.UnixSeconds);
        Assert.Equal(0.98647, read.PublishedTrack!.Value.DirectionX, 1e-5);
        Assert.Equal(21, TelescopeDetectorStatus.Of(read.Hits).DetectionUnits);
    }

    [Fact]
    public void Every_field_of_a_hit_arrives_in_its_column()
    {
        var hits = Read(HitText.Event(HitText.Hit(7, 12.25))).Hits;
        Assert.Equal(
            (7, 3, 2, 5, 100u, 12.25, 30),
            (hits.DomId[0], hits.Channel[0], hits.Floor[0], hits.DetectionUnit[0], hits.Tdc[0], hits.Time[0], hits.TimeOverThreshold[0]));
        Assert.Equal((1.5, -2.5, 3.0), (hits.X[0], hits.Y[0], hits.Z[0]));
        Assert.Equal((0.0, 0.6, -0.8), (hits.DirectionX[0], hits.DirectionY[0], hits.DirectionZ[0]));
        Assert.True(hits.Triggered[0]);
    }

    [Fact]
    public void Unknown_members_are_stepped_over_at_any_depth()
    {
        var hit = HitText.Hit(extra: ""","mc":{"a":[1,{"t":9}],"hits":[]},"note":"x" """);
        var text = $$"""{"meta":[{"hits":[1]},[]],"hits":[{{hit}}],"utc_timestamp":5,"other":null}""";
        var read = Read(text);
        Assert.Equal(1, read.Hits.Count);
        Assert.Equal(0, read.Hits.Time[0]);
        Assert.Null(read.PublishedTrack);
    }

    [Fact]
    public void Hits_on_either_side_of_a_buffers_edge_are_read_alike()
    {
        var text = HitText.Event([.. Enumerable.Range(0, 5000).Select(i => HitText.Hit(i, i * 0.125))]);
        var hits = Read(text).Hits;
        Assert.Equal(Enumerable.Range(0, 5000), hits.DomId);
        Assert.Equal(Enumerable.Range(0, 5000).Select(i => i * 0.125), hits.Time);
    }

    [Fact]
    public void No_hits_are_an_event_without_hits() => Assert.Equal(0, Read(HitText.Event()).Hits.Count);

    [Fact]
    public void A_file_cut_anywhere_is_refused()
    {
        var whole = HitText.Gzip(HitText.Event([.. Enumerable.Range(0, 200).Select(i => HitText.Hit(i, i))]));
        for (var length = 0; length < whole.Length - 8; length += 1 + (length / 20))
        {
            var cut = whole[..length];
            Assert.Throws<TelescopeFileException>(() => TelescopeJsonReader.Read(new MemoryStream(cut), "cut", "E"));
        }
    }

    [Theory]
    [InlineData("", "TelescopeFileEmpty")]
    [InlineData(" ", "TelescopeFileTruncated")]
    [InlineData("[]", "TelescopeFileBroken")]
    [InlineData("{}", "TelescopeFileBroken")]
    [InlineData("""{"utc_timestamp":5}""", "TelescopeFileBroken")]
    [InlineData("""{"hits":[]}""", "TelescopeFileBroken")]
    [InlineData("""{"utc_timestamp":1e400,"hits":[]}""", "TelescopeFileBroken")]
    [InlineData("""{"utc_timestamp":NaN,"hits":[]}""", "TelescopeFileBroken")]
    [InlineData("""{"utc_timestamp":5,"hits":{}}""", "TelescopeFileBroken")]
    [InlineData("""{"utc_timestamp":5,"hits":[],"hits":[]}""", "TelescopeFileBroken")]
    [InlineData("""{"utc_timestamp":5,"hits":[3]}""", "TelescopeFileBroken")]
    [InlineData("""{"utc_timestamp":5,"hits":[{}]}""", "TelescopeFileBroken")]
    [InlineData("""{"utc_timestamp":5,"hits":[]} x""", "TelescopeFileBroken")]
    [InlineData("""{"utc_timestamp":5,"hits":[],"reconstructed_track":{"t":1}}""", "TelescopeFileBroken")]
    [InlineData("""{"utc_timestamp":5,"hits":[""", "TelescopeFileTruncated")]
    [InlineData("""{"a":[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]}""", "TelescopeFileBroken")]
    public void Text_that_is_not_an_event_is_refused_with_its_cause(string text, string cause)
    {
        var broken = Assert.Throws<TelescopeFileException>(() => Read(text));
        Assert.Equal(cause, broken.Cause);
        Assert.StartsWith("file: ", broken.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"t\":0", "\"t\":1e999", "t as a finite number")]
    [InlineData("\"t\":0", "\"t\":\"NaN\"", "t as a finite number")]
    [InlineData("\"pos_x\":1.5", "\"pos_x\":null", "pos_x")]
    [InlineData("\"pos_x\":1.5,", "", "none called pos_x")]
    [InlineData("\"pos_x\":1.5", "\"pos_x\":1e9", "within 100 km")]
    [InlineData("\"dir_z\":-0.8", "\"dir_z\":-8", "dir_z as a cosine")]
    [InlineData("\"channel_id\":3", "\"channel_id\":256", "channel_id as a whole number from 0 to 255")]
    [InlineData("\"channel_id\":3", "\"channel_id\":1.5", "channel_id as a whole number")]
    [InlineData("\"dom_id\":1", "\"dom_id\":99999999999999999999", "dom_id as a whole number")]
    [InlineData("\"tot\":30", "\"tot\":30,\"tot\":31", "one field tot")]
    [InlineData("\"triggered\":true", "\"triggered\":1", "triggered as true or false")]
    public void A_wrong_hit_is_refused_with_its_number_and_what_was_expected(string right, string wrong, string expected)
    {
        var text = HitText.Event(HitText.Hit(), HitText.Hit(), HitText.Hit().Replace(right, wrong, StringComparison.Ordinal));
        var broken = Assert.Throws<TelescopeFileException>(() => Read(text));
        Assert.Contains(expected, broken.Problem, StringComparison.Ordinal);
        Assert.Contains("hit 2", broken.Place, StringComparison.Ordinal);
        Assert.Contains("byte ", broken.Place, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_another_kind_is_refused_at_its_first_byte()
    {
        var broken = Assert.Throws<TelescopeFileException>(
            () => TelescopeJsonReader.Read(new MemoryStream("root..."u8.ToArray()), "file", "E"));
        Assert.Equal("TelescopeFileNotGzip", broken.Cause);
        Assert.Equal("byte 0 of the file", broken.Place);
    }

    [Fact]
    public void A_flipped_byte_is_refused()
    {
        var bytes = HitText.Gzip(HitText.Event([.. Enumerable.Range(0, 500).Select(i => HitText.Hit(i, i))]));
        bytes[bytes.Length / 2] ^= 0x40;
        Assert.Throws<TelescopeFileException>(() => TelescopeJsonReader.Read(new MemoryStream(bytes), "file", "E"));
    }

    [Fact]
    public void A_value_without_end_is_refused_before_it_fills_memory()
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write("{\"a\":\""u8);
            var filler = new byte[1 << 20];
            Array.Fill(filler, (byte)'x');
            for (var i = 0; i < 64; i++)
            {
                gzip.Write(filler);
            }
        }

        compressed.Position = 0;
        var before = GC.GetAllocatedBytesForCurrentThread();
        var broken = Assert.Throws<TelescopeFileException>(() => TelescopeJsonReader.Read(compressed, "file", "E"));
        Assert.Equal("TelescopeFileTooLarge", broken.Cause);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8L << 20);
    }

    private static TelescopeEvent Read(string text) =>
        TelescopeJsonReader.Read(new MemoryStream(HitText.Gzip(text)), "file", "E");
}
