using Fathom.Events.Records;

namespace Fathom.Reconstruction.Coincidence;

/// <summary>Finds inverse-beta-decay pairs by energy, time and distance.</summary>
/// <remarks>
/// Rule of uniqueness: events are taken in the order of their time; the earliest event that is still free and
/// passes as prompt takes the earliest later free event that passes as its delayed partner; both are then used up.
/// So an event is in at most one pair, and the result does not depend on the order in which ties were written
/// (equal times keep their order of entry). Events without a position are never paired, and a pair is not sought
/// across two files.
/// </remarks>
public static class IbdSelection
{
    /// <summary>Selects the pairs of one section.</summary>
    /// <param name="time">Event time [ns], shape (n), in any order.</param>
    /// <param name="energy">Visible energy [MeV], shape (n); NaN for an event without one.</param>
    /// <param name="x">Vertex x [mm], shape (n); NaN for an event without a vertex.</param>
    /// <param name="y">Vertex y [mm], shape (n).</param>
    /// <param name="z">Vertex z [mm], shape (n).</param>
    /// <param name="options">The cuts.</param>
    /// <returns>The pairs in the order of their prompt events.</returns>
    /// <exception cref="ArgumentException">The columns differ in length.</exception>
    public static IReadOnlyList<IbdPair> Select(
        ReadOnlySpan<long> time,
        ReadOnlySpan<double> energy,
        ReadOnlySpan<double> x,
        ReadOnlySpan<double> y,
        ReadOnlySpan<double> z,
        IbdOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Check(time, energy, x, y, z);
        var order = InTime(time);
        var pairs = new List<IbdPair>();
        var used = new bool[time.Length];
        for (var i = 0; i < order.Length; i++)
        {
            var prompt = order[i];
            if (used[prompt] || !options.IsPrompt(energy[prompt]))
            {
                continue;
            }

            for (var k = i + 1; k < order.Length && time[order[k]] - time[prompt] < options.MaximumDelay; k++)
            {
                var delayed = order[k];
                if (used[delayed] || !options.IsDelayed(energy[delayed]))
                {
                    continue;
                }

                var distance = Distance(x[delayed] - x[prompt], y[delayed] - y[prompt], z[delayed] - z[prompt]);
                if (distance < options.MaximumDistance)
                {
                    used[prompt] = used[delayed] = true;
                    pairs.Add(new IbdPair(prompt, delayed, time[delayed] - time[prompt], distance));
                    break;
                }
            }
        }

        return pairs;
    }

    private static int[] InTime(ReadOnlySpan<long> time)
    {
        var order = new int[time.Length];
        var keys = new (long Time, int Entry)[time.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
            keys[i] = (time[i], i);
        }

        Array.Sort(keys, order);
        return order;
    }

    private static double Distance(double dx, double dy, double dz) => Math.Sqrt((dx * dx) + (dy * dy) + (dz * dz));

    private static void Check(
        ReadOnlySpan<long> time,
        ReadOnlySpan<double> energy,
        ReadOnlySpan<double> x,
        ReadOnlySpan<double> y,
        ReadOnlySpan<double> z)
    {
        if (energy.Length != time.Length || x.Length != time.Length || y.Length != time.Length || z.Length != time.Length)
        {
            throw new ArgumentException("The columns of a section differ in length.");
        }
    }
}
