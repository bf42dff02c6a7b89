namespace Fathom.Reconstruction.Telescope;

/// <summary>
/// Two-piece Student-t density of the residuals. Early hits are limited by the resolution in time alone; late ones also
/// by scattering and by light of showers along the track, so that the late side is wider. Power-law tails take what is
/// neither.
/// </summary>
/// <remarks>
/// −ln p(r) = ½(ν + 1)·ln(1 + r²/(ν s²)) + ln((s₋ + s₊)/2) + const(ν), s = s₋ for r &lt; 0 and s₊ else: Lange, Little
/// and Taylor, JASA 84 (1989) 881; two-piece as in Fernández and Steel, JASA 93 (1998) 359. Its mode is r = 0, where the
/// first derivative is continuous.
/// </remarks>
/// <param name="Freedom">ν; small is more robust.</param>
/// <param name="EarlyNs">s₋ [ns].</param>
/// <param name="LateNs">s₊ [ns].</param>
public readonly record struct StudentDensity(double Freedom, double EarlyNs, double LateNs)
{
    /// <summary>−ln p of a residual [ns], without the part that depends on ν alone.</summary>
    public double NegLog(double residual)
    {
        var pull = residual / Scale(residual);
        return (0.5 * (Freedom + 1.0) * Math.Log(1.0 + (pull * pull / Freedom))) + Math.Log(0.5 * (EarlyNs + LateNs));
    }

    /// <summary>First derivative of −ln p [1/ns].</summary>
    public double Slope(double residual) => residual * Weight(residual);

    /// <summary>Weight of a residual in a reweighted least-squares step: slope over residual [1/ns²].</summary>
    public double Weight(double residual)
    {
        var scale = Scale(residual);
        return (Freedom + 1.0) / ((Freedom * scale * scale) + (residual * residual));
    }

    /// <summary>Second derivative of −ln p: negative in the tails [1/ns²].</summary>
    public double Curvature(double residual)
    {
        var scale = Scale(residual);
        var width = Freedom * scale * scale;
        var square = residual * residual;
        return (Freedom + 1.0) * (width - square) / ((width + square) * (width + square));
    }

    private double Scale(double residual) => residual < 0 ? EarlyNs : LateNs;
}
