using System.Diagnostics;
using Fathom.Detector.Geometry;

namespace Fathom.Simulation.Light;

/// <summary>Finds the PMT that stands at a point of the PMT sphere.</summary>
/// <remarks>The sphere is cut into cells of equal area, by z and by azimuth; each cell knows the few PMTs that can reach into it.</remarks>
internal sealed class PmtLocator
{
    private readonly DetectorGeometry _geometry;
    private readonly int _bands;
    private readonly int _sectors;
    private readonly int[] _first;
    private readonly int[] _candidates;
    private readonly double _reach2;

    internal PmtLocator(DetectorGeometry geometry)
    {
        _geometry = geometry;
        _bands = Math.Max(4, (int)Math.Sqrt(geometry.PmtCount / 2.0));
        _sectors = 4 * _bands;
        var radius = geometry.Description.Pmts.PhotocathodeRadiusMm;
        _reach2 = radius * radius;
        _first = new int[(_bands * _sectors) + 1];
        ForEachCell(cell => _first[cell + 1]++);
        for (var i = 1; i < _first.Length; i++)
        {
            _first[i] += _first[i - 1];
        }

        _candidates = new int[_first[^1]];
        var next = _first.AsSpan(0, _first.Length - 1).ToArray();
        ForEachCell((cell, pmt) => _candidates[next[cell]++] = pmt);
    }

    /// <summary>The PMT whose photocathode holds a point of the PMT sphere [mm], or −1.</summary>
    internal int At(double x, double y, double z)
    {
        var band = Math.Clamp((int)((1 - (z / _geometry.PmtSphereRadius)) * 0.5 * _bands), 0, _bands - 1);
        var turn = Math.Atan2(y, x) / (2 * Math.PI);
        var sector = Math.Clamp((int)((turn < 0 ? turn + 1 : turn) * _sectors), 0, _sectors - 1);
        var cell = (band * _sectors) + sector;
        double[] xs = _geometry.X, ys = _geometry.Y, zs = _geometry.Z;
        for (var i = _first[cell]; i < _first[cell + 1]; i++)
        {
            var pmt = _candidates[i];
            double dx = xs[pmt] - x, dy = ys[pmt] - y, dz = zs[pmt] - z;
            if ((dx * dx) + (dy * dy) + (dz * dz) <= _reach2)
            {
                return pmt;
            }
        }

        return -1;
    }

    private void ForEachCell(Action<int> visit) => ForEachCell((cell, _) => visit(cell));

    private void ForEachCell(Action<int, int> visit)
    {
        var opening = 2 * Math.Asin(Math.Min(1, Math.Sqrt(_reach2) / (2 * _geometry.PmtSphereRadius)));
        for (var pmt = 0; pmt < _geometry.PmtCount; pmt++)
        {
            var zenith = Math.Acos(Math.Clamp(_geometry.Z[pmt] / _geometry.PmtSphereRadius, -1, 1));
            var top = Band(Math.Cos(Math.Max(0, zenith - opening)));
            var bottom = Band(Math.Cos(Math.Min(Math.PI, zenith + opening)));
            var nearPole = zenith <= opening || zenith >= Math.PI - opening;
            var half = nearPole ? _sectors / 2 : (int)(Math.Asin(Math.Sin(opening) / Math.Sin(zenith)) / (2 * Math.PI) * _sectors) + 1;
            var turn = Math.Atan2(_geometry.Y[pmt], _geometry.X[pmt]) / (2 * Math.PI);
            var middle = (int)Math.Floor(turn * _sectors);
            var width = Math.Min(_sectors, (2 * half) + 1);
            for (var band = top; band <= bottom; band++)
            {
                for (var step = 0; step < width; step++)
                {
                    var sector = (middle - half + step + (2 * _sectors)) % _sectors;
                    Debug.Assert(sector >= 0, "The azimuth of a PMT lies within one turn.");
                    visit((band * _sectors) + sector, pmt);
                }
            }
        }
    }

    private int Band(double cosine) => Math.Clamp((int)((1 - cosine) * 0.5 * _bands), 0, _bands - 1);
}
