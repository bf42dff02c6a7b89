namespace Fathom.Production.Forecast;

/// <summary>Wall times of accepted attempts, about their mean, so that nothing is lost to rounding after millions (Welford's).</summary>
/// <param name="Count">Attempts.</param>
/// <param name="Mean">Their mean [s].</param>
/// <param name="Squares">Sum of their squares about the mean [s²].</param>
public readonly record struct WallTimes(long Count, double Mean, double Squares)
{
    /// <summary>Their standard deviation [s]; 0 before the first.</summary>
    public double Deviation => Count == 0 ? 0 : Math.Sqrt(Squares / Count);

    /// <summary>With one more; what is no duration is as good as none.</summary>
    public WallTimes With(double seconds)
    {
        double known = seconds > 0 && double.IsFinite(seconds) ? seconds : 0;
        double mean = Mean + ((known - Mean) / (Count + 1));
        return new WallTimes(Count + 1, mean, Squares + ((known - Mean) * (known - mean)));
    }
}
