using System.Runtime.CompilerServices;

namespace Fathom.Reconstruction.Timing;

/// <summary>
/// When one photo-electron is seen after its straight flight: the scintillator's exponentials folded with the
/// Gaussian transit time spread, tabulated once so that the fit only interpolates.
/// </summary>
/// <remarks>
/// f(t) = Σ w/(2τ)·exp(σ²/2τ² − t/τ)·erfc((σ/τ − t/σ)/√2), the exponentially modified Gaussian;
/// S(t) = 1 − F(t) is the probability of a later time. First of n: n·f·S^(n−1).
/// </remarks>
public sealed class LightPulse
{
    /// <summary>Step of the table [ns].</summary>
    public const double Step = 0.25;

    private const int Columns = 3;
    private readonly double[] _table;
    private readonly int _last;

    /// <summary>Builds the table.</summary>
    /// <param name="components">Exponentials of the light.</param>
    /// <param name="spread">Transit time spread σ, with the resolution of the electronics [ns].</param>
    /// <param name="length">Time after the deposit up to which the table reaches [ns].</param>
    /// <exception cref="ArgumentException">No component, or one with a weight or time that is not positive, or σ ≤ 0.</exception>
    public LightPulse(IReadOnlyList<DecayComponent> components, double spread, double length)
    {
        ArgumentNullException.ThrowIfNull(components);
        if (components.Count == 0 || components.Any(c => !(c.Weight > 0) || !(c.Time > 0)) || !(spread > 0) || !(length > 0))
        {
            throw new ArgumentException("A light pulse needs components of positive weight and time, and a positive spread.");
        }

        Spread = spread;
        Start = -8 * spread;
        var points = (int)Math.Ceiling((length - Start) / Step) + 2;
        _last = points - 2;
        _table = new double[points * Columns];
        Fill(components);
    }

    private LightPulse(LightPulse prompt)
    {
        (Spread, Start, _last) = (prompt.Spread, prompt.Start, prompt._last);
        _table = new double[prompt._table.Length];
    }

    /// <summary>Transit time spread σ [ns].</summary>
    public double Spread { get; }

    /// <summary>Earliest time of the table [ns]; before it the density is 0.</summary>
    public double Start { get; }

    /// <summary>Density f, its slope, and the probability S of a later time.</summary>
    /// <param name="time">Time after the expected arrival [ns].</param>
    /// <param name="density">f(time) [1/ns].</param>
    /// <param name="slope">df/dt [1/ns²].</param>
    /// <param name="survival">S(time).</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void At(double time, out double density, out double slope, out double survival)
    {
        var position = (time - Start) * (1 / Step);
        if (!(position >= 0))
        {
            (density, slope, survival) = (0, 0, 1);
            return;
        }

        if (position >= _last)
        {
            (density, slope, survival) = (0, 0, 0);
            return;
        }

        var index = (int)position;
        var part = position - index;
        var row = _table.AsSpan(index * Columns, 2 * Columns);
        density = row[0] + (part * (row[3] - row[0]));
        slope = row[1] + (part * (row[4] - row[1]));
        survival = row[2] + (part * (row[5] - row[2]));
    }

    /// <summary>The same light when parts of it arrive later.</summary>
    /// <param name="shares">Share of the light by its delay, shape (nDelay); scaled to a sum of 1. Share 0 has no delay.</param>
    /// <param name="delays">The delays, whole steps of the table [ns], shape (nDelay).</param>
    public LightPulse Delayed(ReadOnlySpan<double> shares, ReadOnlySpan<double> delays)
    {
        var total = 0.0;
        foreach (var share in shares)
        {
            total += share;
        }

        var delayed = new LightPulse(this);
        for (var k = 0; k < shares.Length; k++)
        {
            delayed.AddShifted(_table, shares[k] / total, (int)Math.Round(delays[k] / Step));
        }

        return delayed;
    }

    private void AddShifted(double[] table, double share, int steps)
    {
        var shift = Math.Min(steps * Columns, table.Length);
        for (var i = shift; i < table.Length; i++)
        {
            _table[i] += share * table[i - shift];
        }

        for (var i = 2; i < shift; i += Columns)
        {
            _table[i] += share;
        }
    }

    private void Fill(IReadOnlyList<DecayComponent> components)
    {
        var total = components.Sum(c => c.Weight);
        for (var i = 0; i * Columns < _table.Length; i++)
        {
            var t = Start + (i * Step);
            var gauss = Math.Exp(-0.5 * t * t / (Spread * Spread)) / (Spread * Math.Sqrt(2 * Math.PI));
            double density = 0, slope = 0, survival = 0;
            foreach (var (weight, tau) in components)
            {
                var f = ModifiedGaussian(t, tau);
                var w = weight / total;
                density += w * f;
                slope += w * (gauss - f) / tau;
                survival += w * ((0.5 * ErrorFunction.Complement(t / (Spread * Math.Sqrt(2)))) + (tau * f));
            }

            (_table[i * Columns], _table[(i * Columns) + 1], _table[(i * Columns) + 2]) = (density, slope, survival);
        }
    }

    private double ModifiedGaussian(double t, double tau)
    {
        var argument = ((Spread / tau) - (t / Spread)) / Math.Sqrt(2);
        if (argument >= 0)
        {
            // exp(a − t/τ)·erfc(u) with a − t/τ − u² = −t²/2σ²: no overflow before the pulse
            return Math.Exp(ErrorFunction.LogScaled(argument) - (0.5 * t * t / (Spread * Spread))) / (2 * tau);
        }

        var exponent = (Spread * Spread / (2 * tau * tau)) - (t / tau);
        return Math.Exp(exponent) * ErrorFunction.Complement(argument) / (2 * tau);
    }
}
