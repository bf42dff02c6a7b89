using System.Globalization;
using System.Text;

namespace Fathom.Root.Columns;

/// <summary>
/// Writes JSON the way Python's json module does, so that the text of a value can be compared with that of other readers:
/// a comma and a blank between items, floating point numbers with a point or an exponent, NaN and Infinity as bare words.
/// </summary>
internal static class JsonText
{
    private const string Hex = "0123456789abcdef";

    internal static void Number(StringBuilder json, double value)
    {
        if (!double.IsFinite(value))
        {
            json.Append(double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
            return;
        }

        double size = Math.Abs(value);
        if (value == 0 || (size >= 1e-4 && size < 1e16))
        {
            string plain = Plain(value);
            json.Append(plain).Append(plain.Contains('.', StringComparison.Ordinal) ? "" : ".0");
            return;
        }

        string[] parts = value.ToString("R", CultureInfo.InvariantCulture).Split('E');
        string scientific = parts.Length == 2 ? value.ToString("R", CultureInfo.InvariantCulture) : Scientific(value);
        parts = scientific.Split('E');
        json.Append(parts[0]).Append('e').Append(parts[1][0])
            .Append(parts[1].Length == 2 ? "0" : "").Append(parts[1].AsSpan(1));
    }

    /// <summary>A text in quotes; what is not ASCII stands as it is.</summary>
    internal static void Text(StringBuilder json, string text)
    {
        json.Append('"');
        foreach (char character in text)
        {
            _ = character switch
            {
                '"' => json.Append("\\\""),
                '\\' => json.Append("\\\\"),
                '\n' => json.Append("\\n"),
                '\r' => json.Append("\\r"),
                '\t' => json.Append("\\t"),
                '\b' => json.Append("\\b"),
                '\f' => json.Append("\\f"),
                < ' ' => json.Append("\\u00").Append(Hex[character >> 4]).Append(Hex[character & 15]),
                _ => json.Append(character),
            };
        }

        json.Append('"');
    }

    private static string Plain(double value)
    {
        string shortest = value.ToString("R", CultureInfo.InvariantCulture);
        return shortest.Contains('E', StringComparison.Ordinal)
            ? decimal.Parse(shortest, NumberStyles.Float, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture)
            : shortest;
    }

    private static string Scientific(double value) =>
        value.ToString("0.################E+00", CultureInfo.InvariantCulture);
}
