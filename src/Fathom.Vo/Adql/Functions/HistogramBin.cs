namespace Fathom.Vo.Adql.Functions;

/// <summary>The bins of IVO_HISTOGRAM.</summary>
internal static class HistogramBin
{
    /// <summary>0 for what is below the lower limit or not a number, then 1 to the number of bins, then one more for what is above.</summary>
    public static int Of(double value, double lower, double upper, int bins) =>
        !(value >= lower) ? 0
        : value > upper ? bins + 1
        : Math.Min(bins, 1 + (int)((value - lower) / (upper - lower) * bins));
}
