namespace Fathom.Production.Scouts;

/// <summary>Whether two histograms of counts may be of one distribution.</summary>
public static class HistogramComparison
{
    /// <summary>Bins with fewer counts in both together are merged with their neighbours before χ².</summary>
    public const int LeastCounts = 10;

    /// <summary>χ² test of homogeneity of two unweighted histograms, which may have different totals.</summary>
    /// <param name="first">Counts, shape (bins).</param>
    /// <param name="second">Counts, shape (bins).</param>
    /// <returns>The statistic, its degrees of freedom and its p-value; p = 1 with no degree of freedom where either is empty.</returns>
    /// <remarks>Gagunashvili, NIM A 614 (2010) 287, eq. 5: Σ (M nᵢ − N mᵢ)² / (M N (nᵢ + mᵢ)), degrees of freedom bins − 1.</remarks>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static ComparisonResult ChiSquare(ReadOnlySpan<long> first, ReadOnlySpan<long> second)
    {
        (double n, double m) = (Total(first, second), Total(second, first));
        if (n == 0 || m == 0)
        {
            return new ComparisonResult(0, 0, 1);
        }

        (double a, double b, double sum) = (0, 0, 0);
        int bins = 0;
        double left = n + m;
        for (int i = 0; i < first.Length; i++)
        {
            a += first[i];
            b += second[i];
            left -= first[i] + second[i];
            // The last merged bin takes what would be too few to stand alone.
            if (a + b >= LeastCounts && (left >= LeastCounts || left == 0))
            {
                double difference = (m * a) - (n * b);
                sum += difference * difference / (a + b);
                (a, b) = (0, 0);
                bins++;
            }
        }

        if (a + b > 0)
        {
            double difference = (m * a) - (n * b);
            sum += difference * difference / (a + b);
            bins++;
        }

        double chiSquare = sum / (n * m);
        int freedom = Math.Max(0, bins - 1);
        return new ComparisonResult(chiSquare, freedom, freedom == 0 ? 1 : SpecialFunctions.UpperGamma(freedom / 2.0, chiSquare / 2));
    }

    /// <summary>Two-sample Kolmogorov–Smirnov test on the bins' edges; with binned data its p-value is conservative.</summary>
    /// <param name="first">Counts, shape (bins).</param>
    /// <param name="second">Counts, shape (bins).</param>
    /// <returns>The largest distance of the cumulative distributions, and its asymptotic p-value with Stephens' correction.</returns>
    /// <remarks>Stephens, J. R. Stat. Soc. B 32 (1970) 115: λ = (√Nₑ + 0.12 + 0.11/√Nₑ) D, Nₑ = N M / (N + M).</remarks>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static ComparisonResult KolmogorovSmirnov(ReadOnlySpan<long> first, ReadOnlySpan<long> second)
    {
        (double n, double m) = (Total(first, second), Total(second, first));
        if (n == 0 || m == 0)
        {
            return new ComparisonResult(0, 0, 1);
        }

        (double a, double b, double distance) = (0, 0, 0);
        for (int i = 0; i < first.Length; i++)
        {
            a += first[i];
            b += second[i];
            distance = Math.Max(distance, Math.Abs((a / n) - (b / m)));
        }

        double root = Math.Sqrt(n * m / (n + m));
        return new ComparisonResult(distance, 0, SpecialFunctions.Kolmogorov((root + 0.12 + (0.11 / root)) * distance));
    }

    private static double Total(ReadOnlySpan<long> counts, ReadOnlySpan<long> other)
    {
        if (counts.Length != other.Length)
        {
            throw new ArgumentException($"Expected histograms of one shape, found {counts.Length} and {other.Length} bins.");
        }

        double total = 0;
        foreach (long count in counts)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(count);
            total += count;
        }

        return total;
    }
}

/// <summary>The result of a comparison.</summary>
/// <param name="Statistic">χ², or the largest distance.</param>
/// <param name="Freedom">Degrees of freedom of χ²; 0 for the other.</param>
/// <param name="PValue">Chance of a statistic at least as large where both are of one distribution.</param>
public readonly record struct ComparisonResult(double Statistic, int Freedom, double PValue);
