using Fathom.Events.Hits;
using Fathom.Events.Records;
using Fathom.Reconstruction.Calibration;

namespace Fathom.Reconstruction.Vertex;

/// <summary>The charge-weighted mean of the PMT positions, moved out to where the deposit must have been.</summary>
/// <remarks>
/// The expected dark charge is subtracted from sum and centre alike. Light from radius r on a sphere has its centre at
/// 2r/3 without attenuation; attenuation pulls it outwards, hence the factor of about 1.4 in OMILREC's first stage
/// (arXiv:2211.16768, section 3.2). The factor used here is that of the light map at the radius found, which bends
/// near the edge. What the unusable channels would have seen is added at the place found until that stands still, so that a dark patch of
/// the detector does not push the vertex away from itself.
/// </remarks>
public sealed class ChargeCentroid : IVertexAlgorithm
{
    private const int MaximumPasses = 20;
    private const double SettledStep = 20; // mm, a tenth of the resolution
    private const double TypicalFactor = 1.4;

    /// <inheritdoc/>
    public VertexAlgorithm Name => VertexAlgorithm.ChargeCentroid;

    /// <inheritdoc/>
    public VertexFit Fit(HitColumns hits, DetectorModel detector, in VertexFit seed, VertexWorkspace workspace)
    {
        ArgumentNullException.ThrowIfNull(hits);
        ArgumentNullException.ThrowIfNull(detector);
        ReadOnlySpan<ushort> channel = hits.Channel;
        ReadOnlySpan<float> charge = hits.Charge;
        double sum = 0, x = 0, y = 0, z = 0, squares = 0;
        for (var i = 0; i < channel.Length; i++)
        {
            int pmt = channel[i];
            double q = charge[i];
            sum += q;
            squares += q * q;
            x += q * detector.X[pmt];
            y += q * detector.Y[pmt];
            z += q * detector.Z[pmt];
        }

        var window = detector.Window;
        var light = sum - (detector.DarkRate * window);
        if (channel.Length < 4 || light <= 3 * Math.Sqrt(squares))
        {
            return VertexFit.Without(VertexStatus.TooFewHits);
        }

        var moment = (X: x - (detector.DarkMomentX * window), Y: y - (detector.DarkMomentY * window), Z: z - (detector.DarkMomentZ * window));
        var place = MoveOut(moment.X / light, moment.Y / light, moment.Z / light, detector);
        for (var pass = 0; pass < MaximumPasses; pass++)
        {
            var before = place;
            var energy = light / detector.Light.PePerMev(place.X, place.Y, place.Z);
            var lost = detector.Light.Lost(place.X, place.Y, place.Z);
            var all = light + (energy * lost.Light);
            place = MoveOut(
                (moment.X + (energy * lost.X)) / all, (moment.Y + (energy * lost.Y)) / all, (moment.Z + (energy * lost.Z)) / all, detector);
            var (dx, dy, dz) = (place.X - before.X, place.Y - before.Y, place.Z - before.Z);
            if ((dx * dx) + (dy * dy) + (dz * dz) < SettledStep * SettledStep)
            {
                break;
            }
        }

        var error = TypicalFactor * detector.Geometry.PmtSphereRadius / Math.Sqrt(3) * Math.Sqrt(squares) / light;
        return new VertexFit(
            VertexStatus.Converged, place.X, place.Y, place.Z, 0, 0, channel.Length, 0, 0, error, double.NaN);
    }

    private static (double X, double Y, double Z) MoveOut(double x, double y, double z, DetectorModel detector)
    {
        var distance = Math.Sqrt((x * x) + (y * y) + (z * z));
        var radius = Math.Min(detector.TargetRadius, detector.Light.Radius(distance));
        var factor = distance > 0 ? radius / distance : 1;
        return (factor * x, factor * y, factor * z);
    }
}
