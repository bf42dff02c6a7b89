using System.Globalization;

namespace Fathom.Portal.Plots;

/// <summary>An axis, linear or logarithmic: values to drawing units, and where its ticks are.</summary>
/// <param name="Low">Value at the start; above 0 where logarithmic.</param>
/// <param name="High">Value at the end, above <paramref name="Low"/>.</param>
/// <param name="Start">Drawing position of the start.</param>
/// <param name="End">Drawing position of the end; may be below the start.</param>
/// <param name="Logarithmic">Whether equal steps are equal factors.</param>
public readonly record struct Axis(double Low, double High, double Start, double End, bool Logarithmic = false)
{
    /// <summary>Position of a value; on a logarithmic axis what is below its start stands at its start.</summary>
    public double At(double value) => Start + (Part(value) * (End - Start));

    /// <summary>Ticks at a step of 1, 2 or 5 times a power of ten, at most <paramref name="most"/> steps; at powers of ten where logarithmic.</summary>
    public IReadOnlyList<double> Ticks(int most)
    {
        if (Logarithmic)
        {
            var (from, to) = ((int)Math.Ceiling(Math.Log10(Low) - 1e-9), (int)Math.Floor(Math.Log10(High) + 1e-9));
            return [.. Enumerable.Range(from, Math.Max(0, to - from + 1)).Select(power => Math.Pow(10, power))];
        }

        var step = Step((High - Low) / most);
        var first = (long)Math.Ceiling((Low / step) - 1e-9);
        var last = (long)Math.Floor((High / step) + 1e-9);
        var ticks = new double[last - first + 1];
        for (var i = 0; i < ticks.Length; i++)
        {
            ticks[i] = (first + i) * step;
        }

        return ticks;
    }

    /// <summary>The smallest round step that is not below a length.</summary>
    public static double Step(double length)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(length)));
        var mantissa = length / power;
        return power * (mantissa <= 1 + 1e-9 ? 1 : mantissa <= 2 + 1e-9 ? 2 : mantissa <= 5 + 1e-9 ? 5 : 10);
    }

    /// <summary>A tick's label.</summary>
    public static string Label(double value)
        => Math.Abs(value) >= 10_000
            ? (value / 1000).ToString("0.##", CultureInfo.InvariantCulture) + "k"
            : Math.Round(value, 9).ToString("0.#####", CultureInfo.InvariantCulture).Replace('-', '\u2212');

    private double Part(double value) => Logarithmic
        ? Math.Log10(Math.Max(value, Low) / Low) / Math.Log10(High / Low)
        : (value - Low) / (High - Low);
}
