namespace Fathom.Events.Telescope.Km3Net.Offline;

/// <summary>An event of KM3NeT's offline format (class Evt of its data format, git.km3net.de/common/km3net-dataformat).</summary>
/// <param name="Id">Number within the file.</param>
/// <param name="DetectorId">The detector.</param>
/// <param name="Run">The run.</param>
/// <param name="FrameIndex">The frame of 100 ms within the run.</param>
/// <param name="TriggerMask">The triggers that found it, a bit each.</param>
/// <param name="TriggerCounter">Number of the event within the run.</param>
/// <param name="Overlays">Triggers that were merged.</param>
/// <param name="FrameUnixSeconds">Begin of the frame, from which hits count: UTC since 1970 on the POSIX count [s].</param>
/// <param name="Hits">The hits.</param>
/// <param name="Tracks">What was reconstructed.</param>
/// <param name="SimulatedHits">Hits of the simulation; none in data.</param>
/// <param name="SimulatedTracks">Particles of the simulation; none in data.</param>
/// <param name="Weights">Weights of the simulation (w): shape (any).</param>
public sealed record OfflineEvent(
    int Id,
    int DetectorId,
    int Run,
    int FrameIndex,
    ulong TriggerMask,
    ulong TriggerCounter,
    uint Overlays,
    double FrameUnixSeconds,
    OfflineHits Hits,
    OfflineTracks Tracks,
    OfflineHits SimulatedHits,
    OfflineTracks SimulatedTracks,
    double[] Weights)
{
    /// <summary>
    /// The event in Fathom's own form. The file does not say on which line and floor a module is: both are 0. The published
    /// track is the one that went through most stages of the reconstruction, of those the likeliest.
    /// </summary>
    /// <param name="name">Name of the event.</param>
    public TelescopeEvent ToTelescopeEvent(string name)
    {
        var first = Array.FindIndex(Hits.Trigger, trigger => trigger != 0);
        var start = first >= 0 ? Hits.Time[first] : 0;
        var hits = new TelescopeHits(Hits.Count);
        Hits.DomId.CopyTo(hits.DomId, 0);
        Hits.Channel.CopyTo(hits.Channel, 0);
        Hits.Tdc.CopyTo(hits.Tdc, 0);
        Hits.TimeOverThreshold.CopyTo(hits.TimeOverThreshold, 0);
        Hits.Places.X.CopyTo(hits.X, 0);
        Hits.Places.Y.CopyTo(hits.Y, 0);
        Hits.Places.Z.CopyTo(hits.Z, 0);
        Hits.Places.DirectionX.CopyTo(hits.DirectionX, 0);
        Hits.Places.DirectionY.CopyTo(hits.DirectionY, 0);
        Hits.Places.DirectionZ.CopyTo(hits.DirectionZ, 0);
        for (var i = 0; i < hits.Count; i++)
        {
            hits.Time[i] = Hits.Time[i] - start;
            hits.Triggered[i] = Hits.Trigger[i] != 0;
        }

        return new TelescopeEvent(name, FrameUnixSeconds + (start * 1e-9), hits, Tracks.Best(start));
    }
}
