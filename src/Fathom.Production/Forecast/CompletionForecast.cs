namespace Fathom.Production.Forecast;

/// <summary>What is known of a campaign when its end is to be foretold.</summary>
/// <param name="Waiting">Jobs that have not begun.</param>
/// <param name="Running">Jobs that run; each is taken to be anywhere in its run.</param>
/// <param name="Slots">Slots that work for it.</param>
/// <param name="Measured">Number of measured jobs.</param>
/// <param name="MeanSeconds">Their mean duration [s].</param>
/// <param name="DeviationSeconds">Their standard deviation [s].</param>
/// <param name="FailureRate">Part of attempts that fail and are repeated.</param>
public sealed record ForecastBasis(
    long Waiting, long Running, int Slots, long Measured, double MeanSeconds, double DeviationSeconds, double FailureRate = 0);

/// <summary>When a campaign may end: the median, and the bounds that hold nine of ten ends.</summary>
/// <param name="Seconds">Median [s from now].</param>
/// <param name="Low">5 % of ends are before this [s].</param>
/// <param name="High">5 % are after this [s].</param>
public readonly record struct CompletionForecast(double Seconds, double Low, double High)
{
    private const int MostReplicas = 400, LeastReplicas = 60;
    // A page asks for it: the more slots there are, the fewer replicas, whose ends then scatter less.
    private const long MostDraws = 1_000_000;
    private const int MostSimulated = 4;

    /// <summary>Foretells the end; null where nothing was measured, or there are no slots.</summary>
    /// <param name="basis">What is known.</param>
    /// <param name="seed">Seed of the replicas: the same gives the same.</param>
    /// <remarks>Each replica draws what is uncertain: the mean itself (it was measured with a finite sample), the work of the bulk (a normal
    /// sum), and, job by job, the last few waves, whose stragglers make the end.</remarks>
    public static CompletionForecast? Of(ForecastBasis basis, int seed = 1)
    {
        if (basis.Measured < 2 || basis.Slots < 1 || basis.MeanSeconds <= 0)
        {
            return null;
        }

        var random = new Random(seed);
        long draws = basis.Slots + Simulated(basis);
        var ends = new double[(int)Math.Clamp(MostDraws / draws, LeastReplicas, MostReplicas)];
        for (int i = 0; i < ends.Length; i++)
        {
            ends[i] = Replica(basis, random);
        }

        Array.Sort(ends);
        return new CompletionForecast(ends[ends.Length / 2], ends[(int)(ends.Length * 0.05)], ends[(int)(ends.Length * 0.95)]);
    }

    private static long Simulated(ForecastBasis basis) => Math.Min(basis.Waiting, Math.Min(20_000, (long)basis.Slots * MostSimulated));

    private static double Replica(ForecastBasis basis, Random random)
    {
        double mean = basis.MeanSeconds + (basis.DeviationSeconds / Math.Sqrt(basis.Measured) * Normal(random));
        mean = Math.Max(mean, basis.MeanSeconds * 0.05);
        double variance = Math.Log(1 + Math.Pow(basis.DeviationSeconds / mean, 2));
        (double location, double sigma) = (Math.Log(mean) - (variance / 2), Math.Sqrt(variance));
        long simulated = Simulated(basis);
        long bulk = basis.Waiting - simulated;
        double attempts = 1 / (1 - Math.Clamp(basis.FailureRate, 0, 0.9));
        double sum = (bulk * mean * attempts) + (Math.Sqrt(bulk * attempts) * basis.DeviationSeconds * Normal(random));
        var slots = new PriorityQueue<int, double>();
        double begin = Math.Max(0, sum) / basis.Slots;
        for (int i = 0; i < basis.Slots; i++)
        {
            // A running job is met the more likely the longer it lasts (hence + σ²), at any point of its run.
            double left = i < basis.Running ? random.NextDouble() * Draw(location + variance, sigma, random) : 0;
            slots.Enqueue(i, begin + left);
        }

        double end = basis.Running > 0 || bulk > 0 ? slots.UnorderedItems.Max(slot => slot.Priority) : 0;
        for (long i = 0; i < simulated; i++)
        {
            slots.TryDequeue(out int slot, out double free);
            double seconds = Draw(location, sigma, random);
            while (random.NextDouble() < basis.FailureRate)
            {
                seconds += random.NextDouble() * Draw(location, sigma, random);
            }

            slots.Enqueue(slot, free + seconds);
            end = Math.Max(end, free + seconds);
        }

        return end;
    }

    private static double Draw(double location, double sigma, Random random) => Math.Exp(location + (sigma * Normal(random)));

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
