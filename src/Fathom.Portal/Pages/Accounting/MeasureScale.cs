namespace Fathom.Portal.Pages.Accounting;

/// <summary>The unit in which values are shown: chosen by the largest.</summary>
/// <param name="Factor">Values are multiplied by this.</param>
/// <param name="Unit">The unit's name.</param>
internal readonly record struct MeasureScale(double Factor, string Unit)
{
    private static readonly string[] ByteUnits = ["B", "kB", "MB", "GB", "TB", "PB"];

    /// <summary>The scale of a quantity.</summary>
    /// <param name="kind">The quantity's kind.</param>
    /// <param name="most">The largest value, in its own unit.</param>
    public static MeasureScale Of(MeasureKind kind, double most) => kind switch
    {
        MeasureKind.Time => most < 3600 ? new(1, "s") : new(1 / 3600.0, "h"),
        MeasureKind.Bytes => OfBytes(most),
        MeasureKind.Part => new(100, "%"),
        _ => new(1, ""),
    };

    private static MeasureScale OfBytes(double most)
    {
        var (unit, factor) = (0, 1.0);
        while (most * factor >= 1000 && unit < ByteUnits.Length - 1)
        {
            unit++;
            factor /= 1000;
        }

        return new(factor, ByteUnits[unit]);
    }
}
