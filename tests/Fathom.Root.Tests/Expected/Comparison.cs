using System.Globalization;
using System.Text.Json;
using Fathom.Root.Scans;

namespace Fathom.Root.Tests.Expected;

/// <summary>Compares what this library reads of a column with what is expected.</summary>
internal static class Comparison
{
    /// <summary>expected.json cuts values whose JSON is longer than this, and says so by an ellipsis.</summary>
    private const int LongestValue = 200;
    private const double Rounding = 1e-12;

    /// <summary>What differs; null where nothing does.</summary>
    internal static string? Of(JsonElement expected, ColumnScan found)
    {
        if (found.Unsupported is string reason)
        {
            return $"unsupported: {reason}";
        }

        if (expected.TryGetProperty("n", out JsonElement count) && count.GetInt64() != found.Count)
        {
            return $"n {count.GetInt64()}, found {found.Count}";
        }

        return Value(expected, "first", found.First) ?? Value(expected, "last", found.Last) ?? Sum(expected, found);
    }

    private static string? Sum(JsonElement expected, ColumnScan found)
    {
        if (!expected.TryGetProperty("sum", out JsonElement sum))
        {
            return null;
        }

        double wanted = Number(sum);
        bool same = wanted.Equals(found.Sum ?? double.NegativeZero) || Math.Abs(wanted - (found.Sum ?? double.NaN)) <= Rounding * found.Magnitude;
        return same ? null : $"sum {wanted:R}, found {found.Sum:R}";
    }

    private static string? Value(JsonElement expected, string name, string? found)
    {
        if (!expected.TryGetProperty(name, out JsonElement wanted) || (wanted.ValueKind == JsonValueKind.Null && found is null))
        {
            return null;
        }

        if (found is null)
        {
            return $"{name} {wanted.GetRawText()}, found none";
        }

        bool same = wanted.ValueKind == JsonValueKind.String && wanted.GetString() is { Length: LongestValue + 1 } cut && cut.EndsWith('…')
            ? found.Length > LongestValue && cut[..^1] == found[..LongestValue]
            : Same(wanted, ExpectedFile.Parse($"[{found}]")[0]);
        return same ? null : $"{name} {wanted.GetRawText()}, found {found[..Math.Min(found.Length, LongestValue)]}";
    }

    private static bool Same(JsonElement a, JsonElement b)
    {
        if (a.ValueKind != b.ValueKind)
        {
            return false;
        }

        return a.ValueKind switch
        {
            JsonValueKind.Array => a.GetArrayLength() == b.GetArrayLength() && a.EnumerateArray().Zip(b.EnumerateArray(), Same).All(same => same),
            JsonValueKind.Object => a.EnumerateObject().Zip(b.EnumerateObject(), (x, y) => x.Name == y.Name && Same(x.Value, y.Value)).All(same => same)
                && a.EnumerateObject().Count() == b.EnumerateObject().Count(),
            JsonValueKind.Number => a.GetDouble().Equals(b.GetDouble()),
            JsonValueKind.String => a.GetString() == b.GetString(),
            _ => true,
        };
    }

    private static double Number(JsonElement value) => value.ValueKind == JsonValueKind.String
        ? double.Parse(value.GetString()!, CultureInfo.InvariantCulture)
        : value.GetDouble();
}
