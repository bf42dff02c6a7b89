namespace Fathom.Events.Telescope.Km3Net.Online;

/// <summary>An event that the trigger found (JDAQEvent).</summary>
/// <param name="Header">Its frame.</param>
/// <param name="TriggerCounter">Number of the event within the run.</param>
/// <param name="TriggerMask">The triggers that found it, a bit each.</param>
/// <param name="Overlays">Triggers that were merged.</param>
/// <param name="TriggeredHits">Hits that made the triggers.</param>
/// <param name="HitTriggers">For each of them, the triggers that it took part in.</param>
/// <param name="SnapshotHits">All hits around them.</param>
public sealed record DaqEvent(
    DaqHeader Header,
    ulong TriggerCounter,
    ulong TriggerMask,
    uint Overlays,
    DaqHits TriggeredHits,
    ulong[] HitTriggers,
    DaqHits SnapshotHits)
{
    /// <summary>
    /// The event in Fathom's own form. Without a calibration of the detector no hit has a place: positions and directions
    /// are NaN, detection unit and floor 0, and times are those of the detector, since the first triggered hit.
    /// </summary>
    /// <param name="name">Name of the event.</param>
    public TelescopeEvent ToTelescopeEvent(string name)
    {
        var triggered = new HashSet<(int, byte, uint)>();
        for (var i = 0; i < TriggeredHits.Count; i++)
        {
            triggered.Add((TriggeredHits.DomId[i], TriggeredHits.Channel[i], TriggeredHits.Tdc[i]));
        }

        var hits = new TelescopeHits(SnapshotHits.Count);
        SnapshotHits.DomId.CopyTo(hits.DomId, 0);
        SnapshotHits.Channel.CopyTo(hits.Channel, 0);
        SnapshotHits.Tdc.CopyTo(hits.Tdc, 0);
        SnapshotHits.TimeOverThreshold.CopyTo(hits.TimeOverThreshold, 0);
        for (var i = 0; i < hits.Count; i++)
        {
            hits.Triggered[i] = triggered.Contains((hits.DomId[i], hits.Channel[i], hits.Tdc[i]));
        }

        var start = FirstTriggered(hits);
        for (var i = 0; i < hits.Count; i++)
        {
            hits.Time[i] = hits.Tdc[i] - start;
        }

        foreach (var places in new[] { hits.X, hits.Y, hits.Z, hits.DirectionX, hits.DirectionY, hits.DirectionZ })
        {
            Array.Fill(places, double.NaN);
        }

        return new TelescopeEvent(name, Header.UnixSeconds + (start * 1e-9), hits, null);
    }

    private static double FirstTriggered(TelescopeHits hits)
    {
        var first = Array.IndexOf(hits.Triggered, true);
        return first >= 0 ? hits.Tdc[first] : 0;
    }
}
