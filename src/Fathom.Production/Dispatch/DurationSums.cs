namespace Fathom.Production.Dispatch;

/// <summary>Sums over accepted attempts, about their means, so that nothing is lost to rounding after millions (Welford's).</summary>
/// <param name="Count">Attempts.</param>
/// <param name="MeanSize">Mean of the sizes of their jobs.</param>
/// <param name="SizeSquares">Sum of the squares of the sizes about their mean.</param>
/// <param name="MeanSeconds">Mean of their durations at CPU factor 1 [s].</param>
/// <param name="Products">Sum of the products of both about their means.</param>
public readonly record struct DurationSums(long Count, double MeanSize, double SizeSquares, double MeanSeconds, double Products)
{
    /// <summary>With one more.</summary>
    public DurationSums With(double size, double seconds)
    {
        long count = Count + 1;
        double size0 = size - MeanSize;
        double meanSize = MeanSize + (size0 / count);
        double meanSeconds = MeanSeconds + ((seconds - MeanSeconds) / count);
        return new DurationSums(
            count, meanSize, SizeSquares + (size0 * (size - meanSize)), meanSeconds, Products + (size0 * (seconds - meanSeconds)));
    }
}
