namespace Fathom.Production.Dispatch;

/// <summary>A measured distribution of positive numbers in classes 5 % wide: exact counts, quantiles to half a class.</summary>
/// <remarks>Fixed size (512 counts), so that each transformation may have one; two can be added.</remarks>
public sealed class DurationSketch
{
    private const int Classes = 512;
    private const double Width = 1.05;
    private const int Zero = 256; // the class of 1
    private static readonly double PerLog = 1 / Math.Log(Width);

    private readonly int[] _counts = new int[Classes];
    private double _sum;
    private double _squares;

    /// <summary>Number of values.</summary>
    public long Count { get; private set; }

    /// <summary>Their mean; 0 where there is none.</summary>
    public double Mean => Count == 0 ? 0 : _sum / Count;

    /// <summary>Their variance; 0 where there are fewer than two.</summary>
    public double Variance => Count < 2 ? 0 : Math.Max(0, (_squares - (_sum * _sum / Count)) / (Count - 1));

    /// <summary>Adds a value; what is not positive is ignored.</summary>
    public void Add(double value)
    {
        if (!(value > 0) || double.IsInfinity(value))
        {
            return;
        }

        _counts[Math.Clamp((int)Math.Floor(Math.Log(value) * PerLog) + Zero, 0, Classes - 1)]++;
        _sum += value;
        _squares += value * value;
        Count++;
    }

    /// <summary>The value that a part of all does not exceed, at the upper edge of its class; 0 where there is none.</summary>
    /// <param name="part">In [0, 1].</param>
    public double Quantile(double part)
    {
        long wanted = Math.Max(1, (long)Math.Ceiling(part * Count));
        long seen = 0;
        for (int i = 0; i < Classes && Count > 0; i++)
        {
            seen += _counts[i];
            if (seen >= wanted)
            {
                return Math.Pow(Width, i + 1 - Zero);
            }
        }

        return 0;
    }
}
