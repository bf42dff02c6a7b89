using System.Numerics;

namespace Fathom.Detector.Randomness;

/// <summary>Reproducible random numbers, split by name: the same path of words gives the same numbers everywhere.</summary>
/// <remarks>
/// xoshiro256** (Blackman and Vigna, arXiv:1805.01407) whose 256-bit state is drawn from SplitMix64 after it has absorbed the words
/// of the path one by one. Streams with different paths are independent for all practical purposes, so that work split over
/// (run, section, event) gives the same bytes in whatever order or parallelism it is done. Not for secrets. Not thread-safe.
/// </remarks>
public sealed class SeededRandom
{
    private const double Ulp = 1.0 / (1UL << 53);
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;
    private double _spareNormal = double.NaN;

    /// <summary>The stream of the path, such as (seed, run, section, event, purpose).</summary>
    public SeededRandom(params ReadOnlySpan<ulong> path)
    {
        var key = 0x243F6A8885A308D3UL;
        foreach (var word in path)
        {
            key = Mix(key ^ Mix(word + 0x9E3779B97F4A7C15UL)) + 0x9E3779B97F4A7C15UL;
        }

        _s0 = Mix(key += 0x9E3779B97F4A7C15UL);
        _s1 = Mix(key += 0x9E3779B97F4A7C15UL);
        _s2 = Mix(key += 0x9E3779B97F4A7C15UL);
        _s3 = Mix(key + 0x9E3779B97F4A7C15UL) | 1;
    }

    /// <summary>64 random bits.</summary>
    public ulong NextBits()
    {
        var result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        var t = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= t;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>Uniform in [0, 1).</summary>
    public double NextUniform() => (NextBits() >> 11) * Ulp;

    /// <summary>Uniform integer in [0, limit), limit at least 1 (multiply-shift; the bias is below limit/2^64).</summary>
    public int NextBelow(int limit) => (int)Math.BigMul(NextBits(), (ulong)limit, out _);

    /// <summary>Exponential with mean 1.</summary>
    public double NextExponential() => -Math.Log(1 - NextUniform());

    /// <summary>Normal with mean 0 and standard deviation 1 (Marsaglia's polar method).</summary>
    public double NextNormal()
    {
        if (!double.IsNaN(_spareNormal))
        {
            var spare = _spareNormal;
            _spareNormal = double.NaN;
            return spare;
        }

        double u, v, s;
        do
        {
            u = (2 * NextUniform()) - 1;
            v = (2 * NextUniform()) - 1;
            s = (u * u) + (v * v);
        }
        while (s is >= 1 or 0);
        var scale = Math.Sqrt(-2 * Math.Log(s) / s);
        _spareNormal = v * scale;
        return u * scale;
    }

    /// <summary>Poisson with the given mean: products of uniforms below 30, a rounded normal above.</summary>
    public int NextPoisson(double mean)
    {
        if (mean >= 30)
        {
            return (int)Math.Max(0, Math.Floor(mean + (Math.Sqrt(mean) * NextNormal()) + 0.5));
        }

        var limit = Math.Exp(-mean);
        var product = NextUniform();
        var count = 0;
        while (product > limit)
        {
            product *= NextUniform();
            count++;
        }

        return count;
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
