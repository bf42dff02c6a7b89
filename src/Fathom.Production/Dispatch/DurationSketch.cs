using System.Globalization;
using System.Text;

namespace Fathom.Production.Dispatch;

/// <summary>A measured distribution of positive numbers in classes 5 % wide: exact counts, quantiles to a class.</summary>
/// <remarks>Fixed size (512 counts), so that each transformation may have one. Its text is as long as it has classes in use.</remarks>
public sealed class DurationSketch
{
    private const int Classes = 512;
    private const double Width = 1.05;
    private const int Zero = 256; // the class of 1
    private static readonly double PerLog = 1 / Math.Log(Width);

    private readonly int[] _counts = new int[Classes];

    /// <summary>Number of values.</summary>
    public long Count { get; private set; }

    /// <summary>Adds a value; what is not positive is ignored.</summary>
    public void Add(double value)
    {
        if (value > 0 && !double.IsInfinity(value))
        {
            AddTo(Math.Clamp((int)Math.Floor(Math.Log(value) * PerLog) + Zero, 0, Classes - 1), 1);
        }
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

    /// <summary>The same once more.</summary>
    public DurationSketch Copy()
    {
        var copy = new DurationSketch { Count = Count };
        _counts.CopyTo(copy._counts, 0);
        return copy;
    }

    /// <summary>Each class that has values, as <c>class:values</c>, with blanks between.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        for (int i = 0; i < Classes; i++)
        {
            if (_counts[i] > 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"{(text.Length > 0 ? " " : "")}{i - Zero}:{_counts[i]}");
            }
        }

        return text.ToString();
    }

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException">It is no such text.</exception>
    public static DurationSketch Parse(string text)
    {
        var sketch = new DurationSketch();
        foreach (Range word in text.AsSpan().Split(' '))
        {
            ReadOnlySpan<char> one = text.AsSpan()[word];
            int colon = one.IndexOf(':');
            if (one.IsEmpty)
            {
                continue;
            }

            if (colon < 0 || !int.TryParse(one[..colon], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int index)
                || !int.TryParse(one[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out int count)
                || index is < -Zero or >= Classes - Zero)
            {
                throw new FormatException($"Measured durations \"{text}\": expected class:values, with classes from {-Zero} to {Classes - Zero - 1}, found \"{one}\".");
            }

            sketch.AddTo(index + Zero, count);
        }

        return sketch;
    }

    private void AddTo(int index, int values)
    {
        _counts[index] += values;
        Count += values;
    }
}
