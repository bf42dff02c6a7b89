using Fathom.Events.Telescope;
using Fathom.Events.Telescope.Km3Net.Online;
using Fathom.Root;
using Fathom.Root.Scans;
using Xunit.Abstractions;

namespace Fathom.Events.Tests.Telescope.Km3Net;

/// <summary>km3net_online.root of KM3NeT/km3net-testdata against the values that its origin's tests assert.</summary>
public sealed class OnlineFileTests(ITestOutputHelper output)
{
    private const string Online = "km3net-events/km3net_online.root";
    private const double FrameNanoseconds = 1e8;

    [Fact]
    public void Events_have_the_hits_that_their_origin_says()
    {
        if (RealData.Find(Online, output) is not { } path)
        {
            return;
        }

        using var file = OnlineFile.Open(path);
        Assert.Equal(3, file.EventCount);
        DaqEvent[] events = [.. Enumerable.Range(0, 3).Select(entry => file.ReadEvent(entry))];
        Assert.Equal([96, 124, 78], events.Select(read => read.SnapshotHits.Count));
        Assert.Equal([18, 53, 9], events.Select(read => read.TriggeredHits.Count));
        Assert.Equal([806451572, 806451572, 806455814], events[0].SnapshotHits.DomId[..3]);
        Assert.Equal([10, 13, 0], events[0].SnapshotHits.Channel[..3].Select(channel => (int)channel));
        Assert.Equal([26, 19, 25], events[0].SnapshotHits.TimeOverThreshold[..3].Select(tot => (int)tot));
        Assert.Equal([30733918u, 30733916u, 30733256u], events[0].SnapshotHits.Tdc[..3]);
        Assert.Equal(new DaqHeader(44, 6633, 127, 1573257612, 43750000), events[0].Header);
        Assert.Equal((0UL, 22UL, 6u), (events[0].TriggerCounter, events[0].TriggerMask, events[0].Overlays));
        Assert.Equal(1573257612.7, events[0].Header.UnixSeconds, 1e-6);
        Assert.All(events[0].HitTriggers, mask => Assert.NotEqual(0UL, mask));
    }

    [Fact]
    public void Every_triggered_hit_is_among_the_hits_around_it_and_within_its_frame()
    {
        if (RealData.Find(Online, output) is not { } path)
        {
            return;
        }

        using var file = OnlineFile.Open(path);
        for (var entry = 0; entry < file.EventCount; entry++)
        {
            var read = file.ReadEvent(entry);
            var mapped = read.ToTelescopeEvent("event");
            Assert.Equal(read.TriggeredHits.Count, mapped.Hits.Triggered.Count(triggered => triggered));
            Assert.All(read.SnapshotHits.Tdc, tdc => Assert.InRange(tdc, 0, FrameNanoseconds));
            Assert.False(mapped.Hits.HavePlaces);
            Assert.Equal(0, mapped.Hits.Time[Array.IndexOf(mapped.Hits.Triggered, true)]);
        }
    }

    [Theory]
    [InlineData(TimesliceKind.Plain, 3, 1, 48550)]
    [InlineData(TimesliceKind.L1, 3, 69, 49243)]
    [InlineData(TimesliceKind.SN, 3, 64, 98)]
    public void Timeslices_have_the_hits_that_their_frames_count(TimesliceKind kind, long slices, int modules, int hits)
    {
        if (RealData.Find(Online, output) is not { } path)
        {
            return;
        }

        using var file = OnlineFile.Open(path);
        Assert.Equal(slices, file.TimesliceCount(kind));
        var slice = file.ReadTimeslice(kind, 0);
        Assert.Equal(44, slice.Header.DetectorId);
        Assert.Equal(modules, slice.Modules.Count);
        Assert.Equal(hits, slice.Modules.Sum(module => module.Tdc.Length));
        Assert.All(slice.Modules, module => Assert.InRange(module.DomId, 806_000_000, 810_000_000));
        Assert.All(slice.Modules.SelectMany(module => module.Tdc), tdc => Assert.InRange(tdc, 0, FrameNanoseconds));
        Assert.All(slice.Modules.SelectMany(module => module.Channel), channel => Assert.InRange(channel, 0, 30));
    }

    [Fact]
    public void Hits_of_each_module_follow_the_branch_that_counts_them()
    {
        if (RealData.Find(Online, output) is not { } path)
        {
            return;
        }

        using var file = OnlineFile.Open(path);
        int[] first = [.. file.ReadTimeslice(TimesliceKind.L1, 0).Modules.Select(module => module.Tdc.Length)];
        Assert.Equal([984, 1004, 251, 729, 787, 243], first[..6]);
        Assert.Equal(806451572, file.ReadTimeslice(TimesliceKind.L1, 2).Modules[0].DomId);
    }

    [Fact]
    public void Summaryslices_have_rates_of_all_modules()
    {
        if (RealData.Find(Online, output) is not { } path)
        {
            return;
        }

        using var file = OnlineFile.Open(path);
        Assert.Equal(3, file.SummarysliceCount);
        var slice = file.ReadSummaryslice(0);
        Assert.Equal(64, slice.Modules.Count);
        Assert.Equal(806451572, slice.Modules[0].DomId);
        Assert.Equal([70, 66, 64, 53], slice.Modules[0].Rates[..4].Select(rate => (int)rate));
        Assert.InRange(slice.Modules[0].Rate(0), 10_000, 20_000);
        Assert.Equal(126, slice.Header.FrameIndex);
    }

    [Theory]
    [InlineData(Online)]
    [InlineData("km3net-events/KM3NeT_00000133_JDAQEvent.root")]
    public void With_their_streamers_no_event_column_of_these_files_is_left_unread(string relative)
    {
        if (RealData.Find(relative, output) is not { } path)
        {
            return;
        }

        using var plain = RootFileReader.Open(path);
        Assert.Contains(FileScan.Of(plain.OpenTree("KM3NET_EVENT")), scan => scan.Unsupported is not null);
        using var file = RootFileReader.Open(path, new RootReadOptions { Streamers = DaqStreamers.All });
        Assert.DoesNotContain(FileScan.Of(file.OpenTree("KM3NET_EVENT")), scan => scan.Unsupported is not null);
    }

    [Fact]
    public void A_file_of_another_kind_is_refused_by_name()
    {
        if (RealData.Find("km3net-events/km3net_offline.root", output) is not { } path)
        {
            return;
        }

        Assert.Equal("TelescopeFileWrongTier", Assert.Throws<TelescopeFileException>(() => OnlineFile.Open(path)).Cause);
    }
}
