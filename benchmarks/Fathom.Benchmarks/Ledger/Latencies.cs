namespace Fathom.Benchmarks.Ledger;

/// <summary>Times of answers, counted in classes of a millisecond up to ten seconds.</summary>
internal sealed class Latencies
{
    private const int Classes = 10_000;
    private readonly long[] _counts = new long[Classes + 1];

    public void Add(double milliseconds) => Interlocked.Increment(ref _counts[(int)Math.Clamp(milliseconds, 0, Classes)]);

    public long Count => _counts.Sum();

    /// <summary>The time that a part of all does not exceed [ms].</summary>
    public double Quantile(double part)
    {
        long wanted = Math.Max(1, (long)Math.Ceiling(part * Count));
        long seen = 0;
        for (int i = 0; i <= Classes; i++)
        {
            seen += _counts[i];
            if (seen >= wanted)
            {
                return i + 1;
            }
        }

        return 0;
    }
}
