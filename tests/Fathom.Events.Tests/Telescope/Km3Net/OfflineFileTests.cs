using Fathom.Events.Telescope;
using Fathom.Events.Telescope.Json;
using Fathom.Events.Telescope.Km3Net.Offline;
using Xunit.Abstractions;

namespace Fathom.Events.Tests.Telescope.Km3Net;

/// <summary>Offline files of KM3NeT against the values that their origin's tests assert, and against its JSON.</summary>
public sealed class OfflineFileTests(ITestOutputHelper output)
{
    [Fact]
    public void Events_have_the_hits_and_tracks_that_their_origin_says()
    {
        if (RealData.Find("km3net-events/km3net_offline.root", output) is not { } path)
        {
            return;
        }

        using var file = OfflineFile.Open(path);
        Assert.Equal(10, file.EventCount);
        OfflineEvent[] events = [.. Enumerable.Range(0, 10).Select(entry => file.Read(entry))];
        Assert.All(events, read => Assert.Equal(44, read.DetectorId));
        Assert.Equal([176, 125, 318, 157, 83, 60, 71, 84, 255, 105], events.Select(read => read.Hits.Count));
        Assert.Equal([56, 55, 56, 56, 56, 56, 56, 56, 54, 56], events.Select(read => read.Tracks.Count));
        Assert.Equal(Enumerable.Range(1, 10), events.Select(read => read.Id));
        Assert.All(events, read => Assert.Equal(read.Tracks.Count, read.Tracks.Stages.Length));
        Assert.All(events, read => Assert.NotNull(read.ToTelescopeEvent("event").PublishedTrack));
    }

    [Fact]
    public void KM3_230213A_reads_from_ROOT_as_from_JSON_hit_by_hit()
    {
        if (RealData.Find("km3-230213a/KM3-230213A_allhits.root", output) is not { } root
            || RealData.Find("km3-230213a/KM3-230213A_allhits.json.gz", output) is not { } json)
        {
            return;
        }

        var expected = TelescopeJsonReader.Read(json);
        var found = TelescopeEventReader.Read(root, "KM3-230213A");
        Assert.Equal(28086, found.Hits.Count);
        Assert.Equal((806455816, 27, 30), (found.Hits.DomId[0], found.Hits.Channel[0], found.Hits.TimeOverThreshold[0]));
        Assert.Equal(expected.UnixSeconds, found.UnixSeconds, 1e-6);
        Assert.Equal(expected.Hits.DomId, found.Hits.DomId);
        Assert.Equal(expected.Hits.Channel, found.Hits.Channel);
        Assert.Equal(expected.Hits.Tdc, found.Hits.Tdc);
        Assert.Equal(expected.Hits.TimeOverThreshold, found.Hits.TimeOverThreshold);
        Assert.Equal(expected.Hits.Triggered, found.Hits.Triggered);
        Assert.Equal(expected.Hits.X, found.Hits.X);
        Assert.Equal(expected.Hits.Z, found.Hits.Z);
        Assert.Equal(expected.Hits.DirectionY, found.Hits.DirectionY);
        Assert.All(expected.Hits.Time.Zip(found.Hits.Time), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
        Assert.True(found.Hits.HavePlaces);
        var (published, best) = (expected.PublishedTrack!.Value, found.PublishedTrack!.Value);
        Assert.Equal((published.X, published.Y, published.Z), (best.X, best.Y, best.Z));
        Assert.Equal(published.Time, best.Time, 1e-6);
        Assert.InRange(published.AngleToDegrees(best), 0, 1e-9);
    }

    [Fact]
    public void Simulated_events_have_particles_and_weights()
    {
        if (RealData.Find("km3net-events/numucc.root", output) is not { } path)
        {
            return;
        }

        using var file = OfflineFile.Open(path);
        var read = file.Read(0);
        Assert.Equal(10, file.EventCount);
        Assert.NotEmpty(read.SimulatedTracks.Id);
        Assert.NotEmpty(read.Weights);
        Assert.Equal(117.28604237509933, read.Tracks.Energy[0]);
        Assert.Equal([1, 2, 3, 4, 5], read.Tracks.Stages[0]);
    }

    [Fact]
    public void An_event_that_is_not_there_is_refused_by_number()
    {
        if (RealData.Find("km3net-events/km3net_offline.root", output) is not { } path)
        {
            return;
        }

        var fault = Assert.Throws<TelescopeFileException>(() => TelescopeEventReader.Read(path, "event", entry: 10));
        Assert.Equal(("TelescopeEventMissing", "event 10"), (fault.Cause, fault.Place));
    }
}
