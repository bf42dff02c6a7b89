using Fathom.Events.Telescope;

namespace Fathom.Reconstruction.Telescope;

/// <summary>Tracks from which a fit starts: the prefit, and directions spread over the sphere through the same point.</summary>
internal static class TrackStarts
{
    /// <summary>The starts, prefit first.</summary>
    public static IEnumerable<MuonTrack> Of(MuonTrack prefit, int directions)
    {
        yield return prefit;
        for (var i = 0; i < directions; i++)
        {
            // Fibonacci spiral: equal areas, no poles.
            var z = 1.0 - ((2.0 * i) + 1.0) / directions;
            var around = i * Math.PI * (3.0 - Math.Sqrt(5.0));
            var r = Math.Sqrt(1.0 - (z * z));
            yield return prefit with { DirectionX = r * Math.Cos(around), DirectionY = r * Math.Sin(around), DirectionZ = z };
        }
    }
}
