using System.Globalization;

namespace Fathom.Root.Tests.Files;

/// <summary>Texts of numbers that are equal only if all bits are.</summary>
internal static class Exact
{
    internal static string Of<T>(T value) where T : unmanaged => value switch
    {
        float number => BitConverter.SingleToUInt32Bits(number).ToString("x8", CultureInfo.InvariantCulture),
        double number => BitConverter.DoubleToUInt64Bits(number).ToString("x16", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    /// <summary>As JavaScript sees it: a float64, whose NaN has no sign and no payload.</summary>
    internal static string AsFloat64<T>(T value) where T : unmanaged => value is bool flag
        ? flag.ToString()
        : AsFloat64(Convert.ToDouble(value, CultureInfo.InvariantCulture));

    internal static string AsFloat64(double value) => double.IsNaN(value) ? "NaN" : Of(value);
}
