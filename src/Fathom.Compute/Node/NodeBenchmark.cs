using System.Diagnostics;

namespace Fathom.Compute.Node;

/// <summary>A short benchmark of one core: a fixed amount of integer and of floating-point work, always the same.</summary>
/// <remarks>
/// The unit is the reference core, which does the work in <see cref="ReferenceSeconds"/>: normalised CPU time = CPU time ×
/// factor. The work is like reconstruction's: a hash over a table that fits the cache, and a recurrence with square
/// roots and divisions. Each half weighs the same in the reference.
/// </remarks>
public static class NodeBenchmark
{
    /// <summary>Time that the reference core takes for the work [s]: a 2.5 GHz server core of 2020.</summary>
    public const double ReferenceSeconds = 0.060;

    private const int Rounds = 3, IntegerSteps = 8_000_000, FloatSteps = 2_000_000;

    /// <summary>Measures: the best of three, since other work on the machine only ever slows it.</summary>
    /// <returns>Speed of one core in units of the reference core.</returns>
    public static double Measure()
    {
        var best = double.PositiveInfinity;
        for (var round = 0; round < Rounds; round++)
        {
            var began = Stopwatch.GetTimestamp();
            Work();
            best = Math.Min(best, Stopwatch.GetElapsedTime(began).TotalSeconds);
        }
        return ReferenceSeconds / best;
    }

    /// <summary>Does the work once; returns a sum of it that is the same on every machine.</summary>
    public static ulong Work() => IntegerWork() ^ (ulong)BitConverter.DoubleToInt64Bits(FloatWork());

    private static ulong IntegerWork()
    {
        Span<ulong> table = stackalloc ulong[1024];
        ulong state = 0x9E3779B97F4A7C15;
        for (var i = 0; i < IntegerSteps; i++)
        {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            ref var cell = ref table[(int)(state & 1023)];
            cell = (cell * 6364136223846793005) + state;
        }
        ulong sum = 0;
        foreach (var cell in table)
        {
            sum = ulong.RotateLeft(sum, 7) ^ cell;
        }
        return sum;
    }

    private static double FloatWork()
    {
        double x = 0.5, y = 0.25, sum = 0;
        for (var i = 0; i < FloatSteps; i++)
        {
            var r = Math.Sqrt((x * x) + (y * y) + 1e-3);
            (x, y) = ((0.75 * y) + (0.5 / r), 1 - (0.6 * x));
            sum += r;
        }
        return sum;
    }
}
