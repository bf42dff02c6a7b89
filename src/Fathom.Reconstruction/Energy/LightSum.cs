namespace Fathom.Reconstruction.Energy;

/// <summary>The light that all PMTs together see from one point, in arbitrary units, and its centre along one axis.</summary>
internal static class LightSum
{
    /// <summary>Sums ε·cos α/d²·exp(−d/λ) over the PMTs, which look at the origin of the frame.</summary>
    /// <returns>The sum, and the sum weighted with the PMT's coordinate along <paramref name="axis"/> [mm].</returns>
    public static (double Light, double Along) At(
        ReadOnlySpan<double> origin,
        int axis,
        ReadOnlySpan<double> x,
        ReadOnlySpan<double> y,
        ReadOnlySpan<double> z,
        ReadOnlySpan<double> efficiency,
        double attenuation)
    {
        double light = 0, along = 0;
        var coordinate = axis == 0 ? x : axis == 1 ? y : z;
        for (var i = 0; i < x.Length; i++)
        {
            if (efficiency[i] <= 0)
            {
                continue;
            }

            double dx = x[i] - origin[0], dy = y[i] - origin[1], dz = z[i] - origin[2];
            var d2 = (dx * dx) + (dy * dy) + (dz * dz);
            var d = Math.Sqrt(d2);
            var radius = Math.Sqrt((x[i] * x[i]) + (y[i] * y[i]) + (z[i] * z[i]));
            var cosine = ((dx * x[i]) + (dy * y[i]) + (dz * z[i])) / (d * radius);
            var seen = efficiency[i] * Math.Max(0, cosine) / d2 * Math.Exp(-d / attenuation);
            light += seen;
            along += seen * coordinate[i];
        }

        return (light, along);
    }
}
