namespace Fathom.Vo.Tables.Semantics;

/// <summary>Units as the Virtual Observatory writes them (VOUnits 1.1): <c>deg</c>, <c>GeV</c>, <c>cm**-2.s**-1</c>.</summary>
/// <remarks>Grammar: an optional power of ten, then products (<c>.</c>) and at most one quotient (<c>/</c>) of symbols with
/// optional powers (<c>**2</c>, <c>**(1/2)</c>), parentheses, and the functions log, ln, exp, sqrt. No spaces.</remarks>
public static class VoUnit
{
    private static readonly HashSet<string> s_plain =
    [
        "%", "arcmin", "arcsec", "mas", "uas", "deg", "h", "min", "d", "a", "yr", "au", "AU", "u", "beam", "bin", "chan", "ct", "count", "photon", "ph",
        "pix", "pixel", "voxel", "mag", "solMass", "solLum", "solRad", "Sun", "lyr", "erg", "D", "dB",
    ];

    private static readonly HashSet<string> s_prefixed =
    [
        "m", "g", "s", "A", "K", "mol", "cd", "rad", "sr", "Hz", "N", "J", "W", "Pa", "C", "V", "S", "F", "Wb", "T", "H", "lm", "lx", "Ohm", "eV", "pc",
        "Jy", "G", "R", "bit", "byte", "B", "barn", "Ry", "Bq", "Gy", "Sv", "a", "yr", "mag", "photon", "ph", "count", "ct", "pix", "pixel", "arcsec",
        "adu", "electron", "lyr", "erg", "u", "Angstrom", "angstrom", "unknown", "solMass", "solLum", "solRad", "au",
    ];

    private static readonly string[] s_prefixes = ["da", "Ki", "Mi", "Gi", "Ti", "y", "z", "a", "f", "p", "n", "u", "m", "c", "d", "h", "k", "M", "G", "T", "P", "E", "Z", "Y"];

    private static readonly Dictionary<string, string> s_mistakes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["degree"] = "deg",
        ["degrees"] = "deg",
        ["mjd"] = "d",
        ["day"] = "d",
        ["days"] = "d",
        ["meter"] = "m",
        ["metre"] = "m",
        ["sec"] = "s",
        ["second"] = "s",
        ["seconds"] = "s",
        ["hour"] = "h",
        ["hours"] = "h",
        ["radian"] = "rad",
        ["radians"] = "rad",
        ["gev"] = "GeV",
        ["tev"] = "TeV",
        ["year"] = "yr",
        ["years"] = "yr",
        ["dex"] = "log(…)",
        ["-"] = "nothing",
        ["none"] = "nothing",
    };

    /// <summary>What is wrong with a unit; null: nothing. An empty one is right: the quantity has none.</summary>
    public static string? Problem(string unit)
    {
        ArgumentNullException.ThrowIfNull(unit);
        if (unit.Length == 0)
        {
            return null;
        }

        if (s_mistakes.TryGetValue(unit, out var meant) && !IsSymbol(unit))
        {
            return $"'{unit}' is no unit of VOUnits; '{meant}' is meant";
        }

        var reading = new VoUnitReading(unit, IsSymbol);
        return reading.Problem() is { } problem ? $"'{unit}': {problem}" : null;
    }

    /// <summary>True for a unit's symbol, with a prefix where it takes one.</summary>
    internal static bool IsSymbol(string symbol)
    {
        if (s_plain.Contains(symbol) || s_prefixed.Contains(symbol))
        {
            return true;
        }

        foreach (var prefix in s_prefixes)
        {
            if (symbol.StartsWith(prefix, StringComparison.Ordinal) && s_prefixed.Contains(symbol[prefix.Length..]))
            {
                return true;
            }
        }

        return false;
    }
}
