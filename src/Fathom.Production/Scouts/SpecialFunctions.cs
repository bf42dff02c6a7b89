namespace Fathom.Production.Scouts;

/// <summary>The two functions that p-values need.</summary>
/// <remarks>Incomplete gamma: series and continued fraction, DLMF 8.7.1 and 8.9.2. Kolmogorov: DLMF 20.2 (the theta series).</remarks>
internal static class SpecialFunctions
{
    private const int MostTerms = 10_000;
    private const double Tiny = 1e-300;

    /// <summary>Upper regularised incomplete gamma function Q(a, x) = Γ(a, x) / Γ(a).</summary>
    /// <param name="a">Above 0.</param>
    /// <param name="x">0 or above.</param>
    public static double UpperGamma(double a, double x) =>
        x <= 0 ? 1 : x < a + 1 ? 1 - LowerSeries(a, x) : UpperFraction(a, x);

    /// <summary>Chance that the Kolmogorov statistic is at least <paramref name="lambda"/>.</summary>
    public static double Kolmogorov(double lambda)
    {
        if (lambda < 0.2)
        {
            return 1;
        }

        double sum = 0;
        for (int j = 1; j < 100; j++)
        {
            double term = Math.Exp(-2.0 * j * j * lambda * lambda);
            sum += j % 2 == 1 ? term : -term;
            if (term < 1e-16)
            {
                break;
            }
        }

        return Math.Clamp(2 * sum, 0, 1);
    }

    /// <summary>ln Γ(a) for a above 0.</summary>
    /// <remarks>Stirling's series with the argument shifted above 12: relative error below 1e-14.</remarks>
    public static double LogGamma(double a)
    {
        double shift = 0;
        for (; a < 12; a++)
        {
            shift += Math.Log(a);
        }

        double inverse = 1 / a, square = inverse * inverse;
        double series = inverse * ((1.0 / 12) - (square * ((1.0 / 360) - (square * ((1.0 / 1260) - (square / 1680))))));
        return ((a - 0.5) * Math.Log(a)) - a + (0.5 * Math.Log(2 * Math.PI)) + series - shift;
    }

    private static double LowerSeries(double a, double x)
    {
        double term = 1 / a, sum = term;
        for (int n = 1; n < MostTerms && Math.Abs(term) > Math.Abs(sum) * 1e-16; n++)
        {
            term *= x / (a + n);
            sum += term;
        }

        return sum * Math.Exp((a * Math.Log(x)) - x - LogGamma(a));
    }

    // Lentz's method.
    private static double UpperFraction(double a, double x)
    {
        double b = x + 1 - a, c = 1 / Tiny, d = 1 / b, h = d;
        for (int i = 1; i < MostTerms; i++)
        {
            double an = -i * (i - a);
            b += 2;
            d = 1 / NotZero((an * d) + b);
            c = NotZero(b + (an / c));
            double factor = d * c;
            h *= factor;
            if (Math.Abs(factor - 1) < 1e-15)
            {
                break;
            }
        }

        return h * Math.Exp((a * Math.Log(x)) - x - LogGamma(a));
    }

    private static double NotZero(double value) => Math.Abs(value) < Tiny ? Tiny : value;
}
