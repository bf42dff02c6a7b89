using System.Runtime.CompilerServices;
using Fathom.Events.Telescope;

namespace Fathom.Reconstruction.Telescope;

/// <summary>Expected arrival of unscattered Cherenkov light, as residuals.</summary>
public static class ArrivalTimes
{
    /// <summary>Arrival minus expected arrival of each hit.</summary>
    /// <param name="track">The track.</param>
    /// <param name="light">How light spreads.</param>
    /// <param name="x">x of the PMTs [m], shape (n).</param>
    /// <param name="y">y of the PMTs [m], shape (n).</param>
    /// <param name="z">z of the PMTs [m], shape (n).</param>
    /// <param name="time">Times of the hits [ns], shape (n).</param>
    /// <param name="residual">Receives the residuals [ns], shape (n).</param>
    /// <exception cref="ArgumentException">The columns differ in length.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Residuals(
        MuonTrack track,
        CherenkovLight light,
        ReadOnlySpan<double> x,
        ReadOnlySpan<double> y,
        ReadOnlySpan<double> z,
        ReadOnlySpan<double> time,
        Span<double> residual)
    {
        if (x.Length != y.Length || x.Length != z.Length || x.Length != time.Length || x.Length != residual.Length)
        {
            throw new ArgumentException("The columns differ in length.", nameof(residual));
        }

        for (var i = 0; i < x.Length; i++)
        {
            var (dx, dy, dz) = (x[i] - track.X, y[i] - track.Y, z[i] - track.Z);
            var along = (dx * track.DirectionX) + (dy * track.DirectionY) + (dz * track.DirectionZ);
            var across = Math.Sqrt(Math.Max((dx * dx) + (dy * dy) + (dz * dz) - (along * along), 0.0));
            residual[i] = time[i] - track.Time - (along * light.TimeAlong) - (across * light.TimeAcross);
        }
    }
}
