using Fathom.Detector.Calibration;

namespace Fathom.Detector.Tests;

public sealed class CalibrationFileTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"fathom-{Guid.NewGuid():N}.calib");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Constants_read_back_as_they_were_written()
    {
        var written = Constants(3);
        written.Save(_path);
        var read = CalibrationConstants.Load(_path);
        Assert.Equal(written.Detector, read.Detector);
        Assert.Equal(written.Gain, read.Gain);
        Assert.Equal(written.TimeOffset, read.TimeOffset);
        Assert.Equal(written.DarkRate, read.DarkRate);
        Assert.Equal(written.Status, read.Status);
        Assert.Equal(written.Light.Values, read.Light.Values);
        Assert.Equal(written.Light.MaximumRadius, read.Light.MaximumRadius);
    }

    [Fact]
    public void Equal_constants_give_equal_bytes_and_another_seed_gives_others()
    {
        byte[] Bytes(ulong seed)
        {
            Constants(seed).Save(_path);
            return File.ReadAllBytes(_path);
        }

        Assert.Equal(Bytes(7), Bytes(7));
        Assert.NotEqual(Bytes(7), Bytes(8));
    }

    [Fact]
    public void A_file_cut_anywhere_is_refused_with_file_and_offset()
    {
        Constants(1).Save(_path);
        var bytes = File.ReadAllBytes(_path);
        for (var cut = 0; cut < bytes.Length; cut += 97)
        {
            File.WriteAllBytes(_path, bytes[..cut]);
            var error = Assert.Throws<CalibrationFileException>(() => CalibrationConstants.Load(_path));
            Assert.Contains(_path, error.Message, StringComparison.Ordinal);
            Assert.InRange(error.Offset, 0, cut);
        }
    }

    [Fact]
    public void A_flip_of_any_byte_is_noticed()
    {
        Constants(1).Save(_path);
        var bytes = File.ReadAllBytes(_path);
        for (var at = 0; at < bytes.Length; at += at < 60 ? 1 : 211)
        {
            bytes[at] ^= 0x40;
            File.WriteAllBytes(_path, bytes);
            Assert.Throws<CalibrationFileException>(() => CalibrationConstants.Load(_path));
            bytes[at] ^= 0x40;
        }
    }

    [Theory]
    [InlineData(12)]
    [InlineData(16)]
    [InlineData(20)]
    public void An_absurd_size_is_refused_before_memory_is_taken(int at)
    {
        Constants(1).Save(_path);
        var bytes = File.ReadAllBytes(_path);
        bytes.AsSpan(at, 4).Fill(0x7F);
        File.WriteAllBytes(_path, bytes);
        Assert.Equal(at, Assert.Throws<CalibrationFileException>(() => CalibrationConstants.Load(_path)).Offset);
    }

    [Theory]
    [InlineData("")]
    [InlineData("RIFF")]
    [InlineData("a text that is long enough to be mistaken for the header of a file of constants")]
    public void A_file_of_another_kind_is_refused(string text)
    {
        File.WriteAllText(_path, text);
        Assert.Throws<CalibrationFileException>(() => CalibrationConstants.Load(_path));
    }

    [Fact]
    public void The_plausible_set_has_the_spread_that_it_states()
    {
        var set = Constants(5);
        var mean = set.Gain.Average();
        var spread = Math.Sqrt(set.Gain.Average(g => (g - mean) * (g - mean)));
        Assert.Equal(100, mean, 1.0);
        Assert.Equal(10, spread, 1.0);
        Assert.All(set.TimeOffset, o => Assert.InRange(o, -5f, 5f));
        Assert.InRange(set.Status.Count(s => s == ChannelStatus.Dead), 1, 15);
    }

    [Fact]
    public void Constants_of_another_detector_are_refused()
    {
        var constants = Constants(1);
        var juno = Geometry.DetectorGeometry.From(Description.DetectorDescription.Default);
        Assert.Throws<ArgumentException>(() => constants.MustFit(juno));
    }

    private static CalibrationConstants Constants(ulong seed)
    {
        var values = Enumerable.Range(0, 12).Select(i => 0.1f * (i + 1)).ToArray();
        return PlausibleConstants.Make(SmallDetector.Geometry(), seed, new LightMap(17700.25, 3, 4, values));
    }
}
