using System.Numerics;
using Fathom.Production.Dispatch;

namespace Fathom.Twin.Report;

/// <summary>A simulated campaign over time, a point a minute.</summary>
public sealed class TwinSeries
{
    /// <summary>Time between two points [s].</summary>
    public const int Step = 60;

    private readonly List<TwinPoint> _points = [];
    private readonly double[] _bytes;
    private readonly long[] _refused = new long[32];
    private double _last;
    private int _done;
    private int _failed;

    internal TwinSeries(int elements) => _bytes = new double[elements];

    /// <summary>The points.</summary>
    public IReadOnlyList<TwinPoint> Points => _points;

    /// <summary>Why pilots got nothing, with how often.</summary>
    public IReadOnlyDictionary<string, long> Refusals => _refused.Select((count, bit) => (Count: count, Name: ((DispatchObstacles)(1 << bit)).ToString()))
        .Where(one => one.Count > 0).ToDictionary(one => one.Name, one => one.Count);

    internal void Ended(bool done)
    {
        _done += done ? 1 : 0;
        _failed += done ? 0 : 1;
    }

    internal void Lost(int leases) => _failed += leases;

    internal void Refused(DispatchObstacles obstacles)
    {
        for (uint rest = (uint)obstacles; rest != 0; rest &= rest - 1)
        {
            _refused[BitOperations.TrailingZeroCount(rest)]++;
        }
    }

    internal void Sample(double now, int running, long waiting, int pilots, double[] bytes)
    {
        double passed = Math.Max(1e-9, now - _last);
        _points.Add(new TwinPoint(
            now, running, waiting, pilots, _done / passed, _failed / passed, [.. bytes.Select((sum, i) => (sum - _bytes[i]) / passed)]));
        (_last, _done, _failed) = (now, 0, 0);
        bytes.CopyTo(_bytes, 0);
    }
}

/// <summary>A point in time, with the means of the minute before it.</summary>
/// <param name="Seconds">Time since the first slot [s].</param>
/// <param name="Running">Jobs that pilots hold.</param>
/// <param name="Waiting">Jobs that wait.</param>
/// <param name="Pilots">Pilots.</param>
/// <param name="DonePerSecond">Accepted jobs a second.</param>
/// <param name="FailedPerSecond">Failed or lost attempts a second.</param>
/// <param name="BytesPerSecond">Read from each element [byte/s].</param>
public sealed record TwinPoint(
    double Seconds, int Running, long Waiting, int Pilots, double DonePerSecond, double FailedPerSecond, IReadOnlyList<double> BytesPerSecond);
