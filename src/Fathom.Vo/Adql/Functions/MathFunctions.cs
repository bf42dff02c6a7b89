using System.Security.Cryptography;

namespace Fathom.Vo.Adql.Functions;

/// <summary>Mathematical and trigonometrical functions (ADQL 2.1, section 2.3). What has no value is NULL.</summary>
internal static class MathFunctions
{
    /// <summary>All of them.</summary>
    public static IEnumerable<ScalarFunction> All =>
    [
        new("abs", [AdqlType.Integer], AdqlType.Integer, a => (long)a[0] is var x and > long.MinValue ? Math.Abs(x) : null) { KeepsUnit = true },
        ScalarFunction.Real("abs", Math.Abs) with { KeepsUnit = true },
        ScalarFunction.Real("ceiling", Math.Ceiling) with { KeepsUnit = true },
        ScalarFunction.Real("degrees", double.RadiansToDegrees) with { Unit = "deg" },
        ScalarFunction.Real("exp", Math.Exp),
        ScalarFunction.Real("floor", Math.Floor) with { KeepsUnit = true },
        ScalarFunction.Real("log", x => x > 0 ? Math.Log(x) : double.NaN),
        ScalarFunction.Real("log10", x => x > 0 ? Math.Log10(x) : double.NaN),
        new("mod", [AdqlType.Integer, AdqlType.Integer], AdqlType.Integer, a => Remainder((long)a[0], (long)a[1])),
        ScalarFunction.Real("mod", (x, y) => x % y),
        new("pi", [], AdqlType.Real, _ => Math.PI),
        ScalarFunction.Real("power", Math.Pow),
        ScalarFunction.Real("radians", double.DegreesToRadians) with { Unit = "rad" },
        new("rand", [], AdqlType.Real, _ => Rand()) { IsDeterministic = false },
        new("rand", [AdqlType.Integer], AdqlType.Real, _ => Rand()) { IsDeterministic = false },
        ScalarFunction.Real("round", x => Round(x, 0)) with { KeepsUnit = true },
        new("round", [AdqlType.Real, AdqlType.Integer], AdqlType.Real, a => Round((double)a[0], (long)a[1])) { KeepsUnit = true },
        ScalarFunction.Real("sqrt", Math.Sqrt),
        ScalarFunction.Real("truncate", Math.Truncate) with { KeepsUnit = true },
        new("truncate", [AdqlType.Real, AdqlType.Integer], AdqlType.Real, a => Truncate((double)a[0], (long)a[1])) { KeepsUnit = true },
        ScalarFunction.Real("acos", Math.Acos) with { Unit = "rad" },
        ScalarFunction.Real("asin", Math.Asin) with { Unit = "rad" },
        ScalarFunction.Real("atan", Math.Atan) with { Unit = "rad" },
        ScalarFunction.Real("atan2", Math.Atan2) with { Unit = "rad" },
        ScalarFunction.Real("cos", Math.Cos),
        ScalarFunction.Real("cot", x => 1 / Math.Tan(x)),
        ScalarFunction.Real("sin", Math.Sin),
        ScalarFunction.Real("tan", Math.Tan),
    ];

    private static object? Remainder(long x, long y) => y switch
    {
        0 => null,
        -1 => 0L,
        _ => x % y,
    };

    private static double Round(double x, long digits) =>
        Scaled(x, digits, value => Math.Round(value, MidpointRounding.AwayFromZero));

    private static double Truncate(double x, long digits) => Scaled(x, digits, Math.Truncate);

    private static double Scaled(double x, long digits, Func<double, double> to)
    {
        if (digits is > 300 or < -300)
        {
            return digits > 0 ? x : 0;
        }

        double scale = Math.Pow(10, Math.Abs(digits));
        double result = digits >= 0 ? to(x * scale) / scale : to(x / scale) * scale;
        return double.IsFinite(result) ? result : x;
    }

    // 53 bits, 0 to 1 without 1.
    private static double Rand()
    {
        Span<byte> bytes = stackalloc byte[8];
        RandomNumberGenerator.Fill(bytes);
        return (BitConverter.ToUInt64(bytes) >> 11) * (1.0 / (1UL << 53));
    }
}
