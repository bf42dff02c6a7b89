using Fathom.Events.Telescope;

namespace Fathom.Events.Tests.Telescope;

/// <summary>Full events for tests, from a seed.</summary>
internal static class TestEvents
{
    public static FullEvent Full(int hits, int seed = 1, bool published = true)
    {
        var columns = new TelescopeHits(hits);
        var state = (ulong)seed;
        for (var i = 0; i < hits; i++)
        {
            columns.DomId[i] = 1000 + (int)(Next(ref state) * 300);
            columns.Channel[i] = (byte)(Next(ref state) * 31);
            columns.Floor[i] = (byte)(1 + (columns.DomId[i] % 18));
            columns.DetectionUnit[i] = (ushort)(columns.DomId[i] / 18);
            columns.Tdc[i] = (uint)(Next(ref state) * uint.MaxValue);
            columns.Time[i] = (Next(ref state) * 10000) - 3000;
            columns.TimeOverThreshold[i] = (byte)(Next(ref state) * 256);
            columns.X[i] = (Next(ref state) * 800) - 400;
            columns.Y[i] = (Next(ref state) * 800) - 400;
            columns.Z[i] = Next(ref state) * 700;
            columns.DirectionZ[i] = 1;
            columns.Triggered[i] = Next(ref state) < 0.5;
        }

        var track = new MuonTrack(10, 20, 30, 0.6, 0, 0.8, -100);
        var residual = columns.Time.Select(time => time * 0.01).ToArray();
        var flags = columns.Triggered.Select((triggered, i) => triggered && i % 3 == 0 ? HitFlags.Candidate | HitFlags.Used : HitFlags.None);
        var fit = new TrackFit(
            TrackFitStatus.Converged, track, hits / 6, 17, 2.5, 17.25, 123.5, 0.14, [.. Enumerable.Range(0, 25).Select(i => i * 0.5)]);
        return new FullEvent(
            new TelescopeEvent("TEST-1", 1676251007.7281425, columns, published ? track with { DirectionX = 0.8, DirectionZ = 0.6 } : null),
            "arca", "triggered", TelescopeDetectorStatus.Of(columns), fit, residual, [.. flags]);
    }

    private static double Next(ref ulong state)
    {
        state = (state * 6364136223846793005UL) + 1442695040888963407UL;
        return (state >> 11) * (1.0 / (1UL << 53));
    }
}
