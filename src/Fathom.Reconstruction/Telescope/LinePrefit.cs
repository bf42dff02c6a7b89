using Fathom.Events.Telescope;

namespace Fathom.Reconstruction.Telescope;

/// <summary>
/// Linear prefit: the plane wave r = r0 + v·t that fits the hits in least squares. Its velocity gives a first direction.
/// </summary>
/// <remarks>V. J. Stenger, HDC-1-90 (1990); closed form, no start needed.</remarks>
public static class LinePrefit
{
    /// <summary>The line through the hits, or null if they do not spread in time or do not move.</summary>
    public static MuonTrack? Fit(HitSample hits)
    {
        var (n, t, x, y, z) = (hits.Count, 0.0, 0.0, 0.0, 0.0);
        for (var i = 0; i < n; i++)
        {
            t += hits.Time[i];
            x += hits.X[i];
            y += hits.Y[i];
            z += hits.Z[i];
        }

        (t, x, y, z) = (t / n, x / n, y / n, z / n);
        var (tt, tx, ty, tz) = (0.0, 0.0, 0.0, 0.0);
        for (var i = 0; i < n; i++)
        {
            var dt = hits.Time[i] - t;
            tt += dt * dt;
            tx += dt * (hits.X[i] - x);
            ty += dt * (hits.Y[i] - y);
            tz += dt * (hits.Z[i] - z);
        }

        var speed = Math.Sqrt((tx * tx) + (ty * ty) + (tz * tz));
        return n > 1 && tt > 0 && speed > 0
            ? new MuonTrack(x, y, z, tx / speed, ty / speed, tz / speed, t)
            : null;
    }
}
