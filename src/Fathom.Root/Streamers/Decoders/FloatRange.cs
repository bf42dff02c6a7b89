using System.Globalization;

namespace Fathom.Root.Streamers.Decoders;

/// <summary>
/// How a Double32_t or Float16_t is packed, as its comment says: <c>[min,max]</c>, <c>[min,max,bits]</c> or, without a
/// range, <c>[0,0,bits]</c> (TStreamerElement, "Double32_t and Float16_t").
/// </summary>
/// <param name="Factor">Steps per unit of a value that is stored as an integer; 0 where it is not.</param>
/// <param name="Minimum">The value of step 0.</param>
/// <param name="MantissaBits">Bits of the mantissa of a shortened float; 0 where it is not.</param>
internal readonly record struct FloatRange(double Factor, double Minimum, int MantissaBits)
{
    private const int MaximumBits = 32;
    private const int MaximumMantissaBits = 14;

    /// <summary>Reads the last bracket with a comma in it.</summary>
    internal static FloatRange Of(string comment)
    {
        int close = comment.LastIndexOf(']');
        int open = close < 0 ? -1 : comment.LastIndexOf('[', close);
        string[] parts = open < 0 ? [] : comment[(open + 1)..close].Split(',');
        if (parts.Length < 2 || Value(parts[0]) is not double minimum || Value(parts[1]) is not double maximum)
        {
            return default;
        }

        int bits = parts.Length > 2 && int.TryParse(parts[2], NumberStyles.Integer, CultureInfo.InvariantCulture, out int given)
            && given is >= 2 and <= MaximumBits ? given : MaximumBits;
        double steps = bits < MaximumBits ? 1u << bits : uint.MaxValue;
        return minimum < maximum ? new FloatRange(steps / (maximum - minimum), minimum, 0)
            : bits <= MaximumMantissaBits ? new FloatRange(0, 0, bits)
            : default;
    }

    /// <summary>A number, also as a multiple or part of pi, as ROOT allows.</summary>
    private static double? Value(string text)
    {
        string plain = text.Trim().Replace("*", "", StringComparison.Ordinal);
        if (double.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out double number))
        {
            return number;
        }

        int pi = plain.IndexOf("pi", StringComparison.OrdinalIgnoreCase);
        if (pi < 0)
        {
            return null;
        }

        string before = plain[..pi];
        double factor = before is "" or "+" ? 1 : before == "-" ? -1
            : double.TryParse(before, NumberStyles.Float, CultureInfo.InvariantCulture, out double multiple) ? multiple : double.NaN;
        string after = plain[(pi + 2)..];
        double divisor = after.StartsWith('/') && double.TryParse(after.AsSpan(1), NumberStyles.Float, CultureInfo.InvariantCulture, out double part)
            ? part : 1;
        return double.IsNaN(factor) || divisor == 0 ? null : factor * Math.PI / divisor;
    }
}
