namespace Fathom.Reconstruction.Timing;

/// <summary>The complementary error function, which .NET lacks.</summary>
internal static class ErrorFunction
{
    /// <summary>erfc(x), relative error below 1.2e-7 everywhere.</summary>
    /// <remarks>Chebyshev fit, W. H. Press et al., Numerical Recipes (2nd ed.), section 6.2.</remarks>
    public static double Complement(double x)
    {
        var z = Math.Abs(x);
        var value = z > 26 ? 0 : Math.Exp(LogScaled(z) - (z * z));
        return x >= 0 ? value : 2 - value;
    }

    /// <summary>ln(e^(x²)·erfc(x)) for x ≥ 0, which stays finite where erfc itself underflows.</summary>
    public static double LogScaled(double x)
    {
        var t = 1 / (1 + (0.5 * x));
        var series = 0.17087277;
        series = -0.82215223 + (t * series);
        series = 1.48851587 + (t * series);
        series = -1.13520398 + (t * series);
        series = 0.27886807 + (t * series);
        series = -0.18628806 + (t * series);
        series = 0.09678418 + (t * series);
        series = 0.37409196 + (t * series);
        series = 1.00002368 + (t * series);
        return Math.Log(t) - 1.26551223 + (t * series);
    }
}
