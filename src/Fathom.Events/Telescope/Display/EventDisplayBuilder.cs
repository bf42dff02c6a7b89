using System.Globalization;

namespace Fathom.Events.Telescope.Display;

/// <summary>Makes the display model of a full event.</summary>
internal static class EventDisplayBuilder
{
    private const double MetresKept = 1e3;
    private const double NanosecondsKept = 10;

    /// <summary>The model: modules whole, hits singly up to the limit, tracks cut at the sphere around the modules.</summary>
    public static EventDisplayModel Build(FullEvent full)
    {
        var hits = full.Event.Hits;
        var modules = ModuleSums.Of(hits, full.Flags);
        var fit = full.Fit.Status == TrackFitStatus.Converged ? full.Fit.Track : (MuonTrack?)null;
        var sphere = DisplaySphere.Around(modules);
        return new EventDisplayModel(
            full.Event.Name,
            DateTime.UnixEpoch.AddMilliseconds(Math.Round(full.Event.UnixSeconds * 1e3))
                .ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            hits.Count,
            Lines(modules),
            Columns(modules),
            Hits(hits, full.Flags, modules),
            fit is { } track ? Track(track, sphere) : null,
            full.Event.PublishedTrack is { } published ? Track(published, sphere) : null,
            fit is { } a && full.Event.PublishedTrack is { } b ? a.AngleToDegrees(b) : null,
            fit is null ? null : full.Fit.AngularErrorDegrees);
    }

    private static List<DisplayLine> Lines(IReadOnlyList<ModuleSums> modules) =>
        [.. modules.GroupBy(module => module.DetectionUnit).OrderBy(line => line.Key).Select(line => new DisplayLine(
            line.Key, Place(line.MinBy(module => module.Z)!), Place(line.MaxBy(module => module.Z)!)))];

    private static DisplayModules Columns(IReadOnlyList<ModuleSums> modules) => new(
        [.. modules.Select(module => module.DomId)],
        [.. modules.Select(module => module.DetectionUnit)],
        [.. modules.Select(module => module.Floor)],
        [.. modules.SelectMany(Place)],
        [.. modules.Select(module => module.Hits)],
        [.. modules.Select(module => module.Used)],
        [.. modules.Select(module => Round(module.Time, NanosecondsKept))],
        [.. modules.Select(module => module.TimeOverThreshold)]);

    private static DisplayHits Hits(TelescopeHits hits, HitFlags[] flags, IReadOnlyList<ModuleSums> modules)
    {
        var indexOf = modules.Select((module, i) => (module.DomId, i)).ToDictionary(pair => pair.DomId, pair => pair.i);
        var shown = Enumerable.Range(0, hits.Count)
            .GroupBy(i => (hits.DomId[i], hits.Channel[i]))
            .Select(pmt => pmt.OrderByDescending(i => Rank(hits, flags, i)).ThenBy(i => hits.Time[i]).ThenBy(i => i).First())
            .OrderByDescending(i => Rank(hits, flags, i))
            .ThenByDescending(i => hits.TimeOverThreshold[i])
            .ThenBy(i => i)
            .Take(EventDisplayModel.MaxHits)
            .Order()
            .ToArray();
        return new DisplayHits(
            [.. shown.Select(i => indexOf[hits.DomId[i]])],
            [.. shown.Select(i => (int)hits.Channel[i])],
            [.. shown.SelectMany(i => Place(hits.X[i], hits.Y[i], hits.Z[i]))],
            [.. shown.Select(i => Round(hits.Time[i], NanosecondsKept))],
            [.. shown.Select(i => (int)hits.TimeOverThreshold[i])],
            [.. shown.Select(i => hits.Triggered[i] ? 1 : 0)],
            [.. shown.Select(i => flags[i].HasFlag(HitFlags.Used) ? 1 : 0)]);
    }

    private static int Rank(TelescopeHits hits, HitFlags[] flags, int i) =>
        flags[i].HasFlag(HitFlags.Used) ? 2 : hits.Triggered[i] ? 1 : 0;

    private static DisplayTrack Track(MuonTrack track, DisplaySphere sphere)
    {
        var (enter, leave) = sphere.Cut(track);
        return new DisplayTrack(
            Place(track.X, track.Y, track.Z),
            [track.DirectionX, track.DirectionY, track.DirectionZ],
            Round(track.Time, NanosecondsKept),
            Round(enter, MetresKept),
            Round(leave, MetresKept));
    }

    private static double[] Place(ModuleSums module) => Place(module.X, module.Y, module.Z);

    private static double[] Place(double x, double y, double z) =>
        [Round(x, MetresKept), Round(y, MetresKept), Round(z, MetresKept)];

    private static double Round(double value, double steps) => Math.Round(value * steps) / steps;
}
