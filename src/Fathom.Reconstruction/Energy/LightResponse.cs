using Fathom.Detector.Calibration;
using Fathom.Detector.Geometry;

namespace Fathom.Reconstruction.Energy;

/// <summary>Photo-electrons per MeV that the live channels see from a vertex, and where their charge centre lies.</summary>
/// <remarks>
/// From the light map μ̂(r, Θ) of the conditions tag (arXiv:2211.16768), which is measured with calibration sources, here
/// with a simulation of them. The map is integrated over the sphere of PMTs once; the unusable channels, which are
/// few, are subtracted one by one for each vertex, so that a dark patch of the detector is taken into account exactly.
/// </remarks>
public sealed class LightResponse
{
    private const int AngleSteps = 720;
    private readonly LightMap _map;
    private readonly double[] _total;
    private readonly double[] _centroid;
    private readonly double _step;
    private readonly double[] _lost;
    private readonly double _sphereRadius;

    /// <summary>Integrates the map.</summary>
    /// <param name="geometry">The detector.</param>
    /// <param name="constants">Constants with the map and the status of the channels.</param>
    public LightResponse(DetectorGeometry geometry, CalibrationConstants constants)
    {
        ArgumentNullException.ThrowIfNull(geometry);
        ArgumentNullException.ThrowIfNull(constants);
        _map = constants.Light;
        _total = new double[_map.RadiusNodes];
        _centroid = new double[_map.RadiusNodes];
        _step = _map.MaximumRadius / (_map.RadiusNodes - 1);
        var efficiency = 0.0;
        var lost = new List<double>();
        for (var i = 0; i < geometry.PmtCount; i++)
        {
            var own = geometry.Of(geometry.Types[i]).DetectionEfficiency;
            efficiency += own;
            if (constants.Status[i] != ChannelStatus.Good)
            {
                var length = geometry.PmtSphereRadius;
                lost.AddRange([own, geometry.X[i] / length, geometry.Y[i] / length, geometry.Z[i] / length]);
            }
        }

        _lost = [.. lost];
        _sphereRadius = geometry.PmtSphereRadius;
        Integrate(efficiency);
    }

    /// <summary>Expected photo-electrons per MeV on the good channels for a deposit at a vertex.</summary>
    /// <param name="x">Vertex x [mm].</param>
    /// <param name="y">Vertex y [mm].</param>
    /// <param name="z">Vertex z [mm].</param>
    public double PePerMev(double x, double y, double z) =>
        Interpolate(_total, Math.Sqrt((x * x) + (y * y) + (z * z)) / _step) - Lost(x, y, z).Light;

    /// <summary>Light per MeV that falls on the unusable channels, and its moment.</summary>
    /// <returns>Photo-electrons per MeV, and their sum weighted with the PMT's place [mm].</returns>
    public (double Light, double X, double Y, double Z) Lost(double x, double y, double z)
    {
        var radius = Math.Sqrt((x * x) + (y * y) + (z * z));
        double sum = 0, sumX = 0, sumY = 0, sumZ = 0;
        for (var i = 0; i < _lost.Length; i += 4)
        {
            var along = (x * _lost[i + 1]) + (y * _lost[i + 2]) + (z * _lost[i + 3]);
            var angle = radius > 0 ? Math.Acos(Math.Clamp(along / radius, -1, 1)) : 0;
            var light = _lost[i] * _map.At(radius, angle);
            sum += light;
            sumX += light * _lost[i + 1];
            sumY += light * _lost[i + 2];
            sumZ += light * _lost[i + 3];
        }

        return (sum, sumX * _sphereRadius, sumY * _sphereRadius, sumZ * _sphereRadius);
    }

    /// <summary>Distance of the expected charge centre from the detector's centre for a deposit at radius r [mm].</summary>
    public double Centroid(double radius) => Interpolate(_centroid, radius / _step);

    /// <summary>The radius whose expected charge centre lies at the given distance [mm]; the map's last radius at most.</summary>
    public double Radius(double centroid)
    {
        for (var i = 1; i < _centroid.Length; i++)
        {
            if (centroid < _centroid[i])
            {
                var part = (centroid - _centroid[i - 1]) / (_centroid[i] - _centroid[i - 1]);
                return _step * (i - 1 + Math.Clamp(part, 0, 1));
            }
        }

        return _map.MaximumRadius;
    }

    // Midpoint rule in the angle: the PMTs cover the sphere evenly, each has the same share of solid angle
    private void Integrate(double efficiency)
    {
        for (var row = 0; row < _total.Length; row++)
        {
            double sum = 0, along = 0;
            for (var k = 0; k < AngleSteps; k++)
            {
                var angle = (k + 0.5) * Math.PI / AngleSteps;
                var share = 0.5 * Math.Sin(angle) * Math.PI / AngleSteps;
                var light = share * _map.At(row * _step, angle);
                sum += light;
                along += light * Math.Cos(angle);
            }

            _total[row] = efficiency * sum;
            _centroid[row] = row == 0 || !(sum > 0) ? 0 : _sphereRadius * along / sum;
        }
    }

    private static double Interpolate(double[] table, double position)
    {
        var index = Math.Clamp((int)position, 0, table.Length - 2);
        var part = Math.Clamp(position - index, 0, 1);
        return table[index] + (part * (table[index + 1] - table[index]));
    }
}
