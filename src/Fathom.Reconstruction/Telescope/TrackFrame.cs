using Fathom.Events.Telescope;

namespace Fathom.Reconstruction.Telescope;

/// <summary>A track with two unit vectors that span the plane normal to it: the frame of the fit's five parameters.</summary>
internal readonly struct TrackFrame
{
    public TrackFrame(MuonTrack track)
    {
        Track = track;
        var (dx, dy, dz) = (track.DirectionX, track.DirectionY, track.DirectionZ);

        // The axis least along the track gives the better-conditioned cross product.
        var (ax, ay, az) = Math.Abs(dz) < 0.8 ? (0.0, 0.0, 1.0) : (1.0, 0.0, 0.0);
        var (ux, uy, uz) = ((dy * az) - (dz * ay), (dz * ax) - (dx * az), (dx * ay) - (dy * ax));
        var norm = 1.0 / Math.Sqrt((ux * ux) + (uy * uy) + (uz * uz));
        (UX, UY, UZ) = (ux * norm, uy * norm, uz * norm);
        (VX, VY, VZ) = ((dy * UZ) - (dz * UY), (dz * UX) - (dx * UZ), (dx * UY) - (dy * UX));
    }

    public MuonTrack Track { get; }

    public double UX { get; }

    public double UY { get; }

    public double UZ { get; }

    public double VX { get; }

    public double VY { get; }

    public double VZ { get; }

    /// <summary>The track moved by (across u [m], across v [m], slope u, slope v, time [ns]).</summary>
    public MuonTrack Moved(ReadOnlySpan<double> step)
    {
        var dx = Track.DirectionX + (step[2] * UX) + (step[3] * VX);
        var dy = Track.DirectionY + (step[2] * UY) + (step[3] * VY);
        var dz = Track.DirectionZ + (step[2] * UZ) + (step[3] * VZ);
        var norm = 1.0 / Math.Sqrt((dx * dx) + (dy * dy) + (dz * dz));
        return new MuonTrack(
            Track.X + (step[0] * UX) + (step[1] * VX),
            Track.Y + (step[0] * UY) + (step[1] * VY),
            Track.Z + (step[0] * UZ) + (step[1] * VZ),
            dx * norm,
            dy * norm,
            dz * norm,
            Track.Time + step[4]);
    }
}
