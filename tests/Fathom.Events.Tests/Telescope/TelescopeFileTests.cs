using Fathom.Events.Telescope;

namespace Fathom.Events.Tests.Telescope;

public sealed class TelescopeFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("telescope-files").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(20000, true)]
    public void A_full_event_comes_back_as_it_was_written(int hits, bool published)
    {
        var path = Path.Combine(_folder, "e.full.root");
        var written = TestEvents.Full(hits, published: published);
        FullEventFile.Write(path, written);
        var read = FullEventFile.Read(path);
        Assert.Equal(
            (written.Event.Name, written.Event.UnixSeconds, written.Event.PublishedTrack, written.Telescope, written.Sample, written.Status),
            (read.Event.Name, read.Event.UnixSeconds, read.Event.PublishedTrack, read.Telescope, read.Sample, read.Status));
        Assert.Equal(written.Fit, read.Fit, SameFit);
        Assert.Equal(written.Fit.Covariance, read.Fit.Covariance);
        Assert.Equal(written.Residual, read.Residual);
        Assert.Equal(written.Flags, read.Flags);
        AssertColumns(written.Event.Hits, read.Event.Hits);
    }

    [Fact]
    public void Equal_events_give_equal_bytes()
    {
        // A ROOT file holds its own name: equal names, two folders.
        var (a, b) = (
            Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, "a")).FullName, "e.root"),
            Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, "b")).FullName, "e.root"));
        FullEventFile.Write(a, TestEvents.Full(3000));
        FullEventFile.Write(b, TestEvents.Full(3000));
        Assert.Equal(File.ReadAllBytes(a), File.ReadAllBytes(b));
    }

    [Fact]
    public void Reduced_rows_come_back_as_they_were_written()
    {
        var path = Path.Combine(_folder, "e.reduced.root");
        var row = new ReducedEvent(
            "E", 59988.05, 1676251007.5, 94.3, -7.8, 216.3, -11.1, 89.4, 259.8, 0.14, 2335, 7635.9, 2.1, 17.7, 0.98, 0.16, -0.01,
            double.NaN, double.NaN, double.NaN);
        ReducedEventFile.Write(path, [row, row with { Name = "F", HitsUsed = 9, SeparationFromPublished = 0.5 }]);
        var read = ReducedEventFile.Read(path);
        Assert.Equal([row, row with { Name = "F", HitsUsed = 9, SeparationFromPublished = 0.5 }], read);
    }

    [Fact]
    public void A_reduced_file_is_not_taken_for_a_full_one()
    {
        var path = Path.Combine(_folder, "e.reduced.root");
        ReducedEventFile.Write(path, []);
        var wrong = Assert.Throws<TelescopeFileException>(() => FullEventFile.Read(path));
        Assert.Equal("TelescopeFileWrongTier", wrong.Cause);
    }

    [Fact]
    public void A_cut_file_is_refused_with_its_name()
    {
        var path = Path.Combine(_folder, "e.full.root");
        FullEventFile.Write(path, TestEvents.Full(1000));
        var bytes = File.ReadAllBytes(path);
        foreach (var length in new[] { 0, 50, 120, bytes.Length / 2, bytes.Length - 1 })
        {
            File.WriteAllBytes(path, bytes[..length]);
            Assert.Contains(path, Assert.Throws<TelescopeFileException>(() => FullEventFile.Read(path)).Message, StringComparison.Ordinal);
        }
    }

    private static bool SameFit(TrackFit a, TrackFit b) =>
        (a.Status, a.Track, a.HitsUsed, a.ModulesUsed, a.EarlyScaleNs, a.LateScaleNs, a.NegLogLikelihood, a.AngularErrorDegrees)
        == (b.Status, b.Track, b.HitsUsed, b.ModulesUsed, b.EarlyScaleNs, b.LateScaleNs, b.NegLogLikelihood, b.AngularErrorDegrees);

    private static void AssertColumns(TelescopeHits expected, TelescopeHits found)
    {
        Assert.Equal(expected.DomId, found.DomId);
        Assert.Equal(expected.Channel, found.Channel);
        Assert.Equal(expected.Floor, found.Floor);
        Assert.Equal(expected.DetectionUnit, found.DetectionUnit);
        Assert.Equal(expected.Tdc, found.Tdc);
        Assert.Equal(expected.Time, found.Time);
        Assert.Equal(expected.TimeOverThreshold, found.TimeOverThreshold);
        Assert.Equal(expected.X, found.X);
        Assert.Equal(expected.Y, found.Y);
        Assert.Equal(expected.Z, found.Z);
        Assert.Equal(expected.DirectionX, found.DirectionX);
        Assert.Equal(expected.DirectionY, found.DirectionY);
        Assert.Equal(expected.DirectionZ, found.DirectionZ);
        Assert.Equal(expected.Triggered, found.Triggered);
    }
}
