using System.Globalization;

namespace Fathom.Portal.Plots;

/// <summary>A linear axis: values to drawing units, and where its ticks are.</summary>
/// <param name="Low">Value at the start.</param>
/// <param name="High">Value at the end, above <paramref name="Low"/>.</param>
/// <param name="Start">Drawing position of the start.</param>
/// <param name="End">Drawing position of the end; may be below the start.</param>
public readonly record struct Axis(double Low, double High, double Start, double End)
{
    /// <summary>Position of a value.</summary>
    public double At(double value) => Start + ((value - Low) / (High - Low) * (End - Start));

    /// <summary>Ticks at a step of 1, 2 or 5 times a power of ten, at most <paramref name="most"/> steps.</summary>
    public IReadOnlyList<double> Ticks(int most)
    {
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
}
