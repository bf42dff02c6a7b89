namespace Fathom.Reconstruction.Energy;

/// <summary>
/// How much light the live PMTs see from a deposit at radius r, relative to the centre, and where its charge centre
/// lies. Computed from the geometry, not from a simulation.
/// </summary>
/// <remarks>
/// Each PMT sees ε·cos α/d²·exp(−d/λ): efficiency, projected area, effective attenuation of the scintillator
/// (absorbed light is lost, Rayleigh-scattered light is mostly seen elsewhere). Tabulated in r, averaged over the six
/// half-axes, between which a sphere of 17,612 PMTs hardly differs. Maps measured with sources, as OMILREC uses
/// (arXiv:2211.16768), replace it later behind the same two questions.
/// </remarks>
public sealed class LightMap
{
    private const int Points = 37;
    private readonly double _step;
    private readonly double[] _light = new double[Points];
    private readonly double[] _centroid = new double[Points];

    /// <summary>Computes the map.</summary>
    /// <param name="x">PMT x [mm], shape (nPmt).</param>
    /// <param name="y">PMT y [mm], shape (nPmt).</param>
    /// <param name="z">PMT z [mm], shape (nPmt).</param>
    /// <param name="efficiency">Relative efficiency, 0 for a dead channel, shape (nPmt).</param>
    /// <param name="attenuation">Effective attenuation length [mm].</param>
    /// <param name="targetRadius">Radius of the scintillator [mm]; the map ends there.</param>
    /// <exception cref="ArgumentException">The columns differ in length, or no PMT is live.</exception>
    public LightMap(
        ReadOnlySpan<double> x,
        ReadOnlySpan<double> y,
        ReadOnlySpan<double> z,
        ReadOnlySpan<double> efficiency,
        double attenuation,
        double targetRadius)
    {
        if (y.Length != x.Length || z.Length != x.Length || efficiency.Length != x.Length)
        {
            throw new ArgumentException("The PMT columns differ in length.");
        }

        _step = targetRadius / (Points - 1);
        Span<double> origin = stackalloc double[3];
        for (var i = 0; i < Points; i++)
        {
            for (var half = 0; half < 6; half++)
            {
                origin.Clear();
                origin[half / 2] = (half % 2 == 0 ? 1 : -1) * i * _step;
                var (light, along) = LightSum.At(origin, half / 2, x, y, z, efficiency, attenuation);
                _light[i] += light / 6;
                _centroid[i] += (half % 2 == 0 ? 1 : -1) * along / light / 6;
            }
        }

        if (!(_light[0] > 0))
        {
            throw new ArgumentException("No PMT is live: there is no light to map.");
        }

        for (var i = Points - 1; i >= 0; i--)
        {
            _light[i] /= _light[0];
            _centroid[i] -= _centroid[0];
        }
    }

    /// <summary>Light seen from radius r relative to the centre; constant beyond the target.</summary>
    public double Relative(double radius) => Interpolate(_light, radius / _step);

    /// <summary>Distance of the expected charge centre from the detector's centre for a deposit at radius r [mm].</summary>
    public double Centroid(double radius) => Interpolate(_centroid, radius / _step);

    /// <summary>The radius whose expected charge centre lies at the given distance [mm]; the target's radius at most.</summary>
    public double Radius(double centroid)
    {
        for (var i = 1; i < Points; i++)
        {
            if (centroid < _centroid[i])
            {
                return _step * (i - 1 + ((centroid - _centroid[i - 1]) / (_centroid[i] - _centroid[i - 1])));
            }
        }

        return _step * (Points - 1);
    }

    private static double Interpolate(double[] table, double position)
    {
        var index = Math.Clamp((int)position, 0, Points - 2);
        var part = Math.Clamp(position - index, 0, 1);
        return table[index] + (part * (table[index + 1] - table[index]));
    }
}
