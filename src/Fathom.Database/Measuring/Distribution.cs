namespace Fathom.Database.Measuring;

/// <summary>Counts values in fixed ranges, from many threads, without a lock: for times of requests and commits.</summary>
/// <param name="bounds">Upper bounds of the ranges, inclusive, ascending; a last range without bound follows.</param>
public sealed class Distribution(params double[] bounds)
{
    private readonly long[] _counts = new long[bounds.Length + 1];
    private double _sum;

    /// <summary>Upper bounds of the ranges but the last.</summary>
    public IReadOnlyList<double> Bounds { get; } = bounds;

    /// <summary>Ranges for times of requests and commits [s]: 100 µs to 30 s.</summary>
    public static Distribution OfSeconds() => new(0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30);

    /// <summary>Counts a value.</summary>
    public void Add(double value)
    {
        int range = Array.BinarySearch(bounds, value);
        Interlocked.Increment(ref _counts[range >= 0 ? range : ~range]);
        double before, after;
        do
        {
            before = Volatile.Read(ref _sum);
            after = before + value;
        }
        while (Interlocked.CompareExchange(ref _sum, after, before) != before);
    }

    /// <summary>The counts now.</summary>
    public DistributionCounts Read()
    {
        long[] counts = new long[_counts.Length];
        for (int i = 0; i < counts.Length; i++)
        {
            counts[i] = Interlocked.Read(ref _counts[i]);
        }

        return new DistributionCounts(Bounds, counts, Volatile.Read(ref _sum));
    }
}

/// <summary>The counts of a <see cref="Distribution"/> at a moment.</summary>
/// <param name="Bounds">Upper bounds of the ranges but the last.</param>
/// <param name="Counts">Values in each range.</param>
/// <param name="Sum">Sum of all values.</param>
public sealed record DistributionCounts(IReadOnlyList<double> Bounds, IReadOnlyList<long> Counts, double Sum)
{
    /// <summary>All values.</summary>
    public long Count => Counts.Sum();

    /// <summary>What came since an earlier moment.</summary>
    public DistributionCounts Since(DistributionCounts before) =>
        new(Bounds, [.. Counts.Zip(before.Counts, (now, then) => now - then)], Sum - before.Sum);

    /// <summary>The upper bound of the range in which a part of the values ends; the last bound for the open range, NaN for no value.</summary>
    /// <param name="part">0 to 1; 0.99 for the 99th percentile.</param>
    public double Quantile(double part)
    {
        long rest = (long)Math.Ceiling(Count * part);
        for (int i = 0; rest > 0 && i < Counts.Count; i++)
        {
            rest -= Counts[i];
            if (rest <= 0)
            {
                return Bounds[Math.Min(i, Bounds.Count - 1)];
            }
        }

        return double.NaN;
    }
}
