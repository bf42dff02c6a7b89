using System.Globalization;

namespace Fathom.Vo.Adql.Binding;

/// <summary>Factor between two units, or why there is none.</summary>
/// <param name="Value">Multiply with it.</param>
/// <param name="Problem">A sentence; null where there is a factor.</param>
internal readonly record struct ConversionFactor(double Value, string? Problem);

/// <summary>Converts between units (VOUnits 1.1): base units and their prefixes, products, quotients and powers.</summary>
internal static class UnitConversion
{
    // Length, mass, time, current, temperature, amount, light, angle, counts.
    private const int Dimensions = 9;

    private static readonly Dictionary<string, (double Scale, string Dimension)> Units = new(StringComparer.Ordinal)
    {
        ["m"] = (1, "m"),
        ["g"] = (1e-3, "kg"),
        ["s"] = (1, "s"),
        ["A"] = (1, "A"),
        ["K"] = (1, "K"),
        ["mol"] = (1, "mol"),
        ["cd"] = (1, "cd"),
        ["rad"] = (1, "rad"),
        ["sr"] = (1, "rad2"),
        ["deg"] = (Math.PI / 180, "rad"),
        ["arcmin"] = (Math.PI / 10800, "rad"),
        ["arcsec"] = (Math.PI / 648000, "rad"),
        ["mas"] = (Math.PI / 648000e3, "rad"),
        ["min"] = (60, "s"),
        ["h"] = (3600, "s"),
        ["d"] = (86400, "s"),
        ["a"] = (31557600, "s"),
        ["yr"] = (31557600, "s"),
        ["Hz"] = (1, "s-1"),
        ["Bq"] = (1, "s-1"),
        ["AU"] = (149597870700, "m"),
        ["au"] = (149597870700, "m"),
        ["pc"] = (3.0856775814913673e16, "m"),
        ["lyr"] = (9460730472580800, "m"),
        ["Angstrom"] = (1e-10, "m"),
        ["angstrom"] = (1e-10, "m"),
        ["barn"] = (1e-28, "m2"),
        ["l"] = (1e-3, "m3"),
        ["N"] = (1, "kg m s-2"),
        ["J"] = (1, "kg m2 s-2"),
        ["erg"] = (1e-7, "kg m2 s-2"),
        ["eV"] = (1.602176634e-19, "kg m2 s-2"),
        ["W"] = (1, "kg m2 s-3"),
        ["Pa"] = (1, "kg m-1 s-2"),
        ["Jy"] = (1e-26, "kg s-2"),
        ["C"] = (1, "A s"),
        ["V"] = (1, "kg m2 s-3 A-1"),
        ["T"] = (1, "kg s-2 A-1"),
        ["G"] = (1e-4, "kg s-2 A-1"),
        ["solMass"] = (1.98841e30, "kg"),
        ["ct"] = (1, "ct"),
        ["count"] = (1, "ct"),
        ["photon"] = (1, "ct"),
        ["ph"] = (1, "ct"),
        ["u"] = (1.66053906660e-27, "kg"),
    };

    private static readonly Dictionary<string, double> Prefixes = new(StringComparer.Ordinal)
    {
        ["da"] = 1e1,
        ["h"] = 1e2,
        ["k"] = 1e3,
        ["M"] = 1e6,
        ["G"] = 1e9,
        ["T"] = 1e12,
        ["P"] = 1e15,
        ["E"] = 1e18,
        ["d"] = 1e-1,
        ["c"] = 1e-2,
        ["m"] = 1e-3,
        ["u"] = 1e-6,
        ["n"] = 1e-9,
        ["p"] = 1e-12,
        ["f"] = 1e-15,
        ["a"] = 1e-18,
    };

    private static readonly string[] Bases = ["m", "kg", "s", "A", "K", "mol", "cd", "rad", "ct"];

    /// <summary>What a value in one unit is multiplied with to be in another.</summary>
    public static ConversionFactor Factor(string from, string to)
    {
        if (Read(from) is not { } source)
        {
            return new(0, $"the unit '{from}' of the value is not known.");
        }

        if (to.Trim().Length == 0 || Read(to) is not { } target)
        {
            return new(0, to.Trim().Length == 0 ? "a unit is needed, found none." : $"there is no unit '{to}'.");
        }

        return source.Powers.AsSpan().SequenceEqual(target.Powers)
            ? new(source.Scale / target.Scale, null)
            : new(0, $"'{from}' cannot be converted to '{to}'.");
    }

    private static (double Scale, double[] Powers)? Read(string unit)
    {
        double scale = 1;
        var powers = new double[Dimensions];
        string[] parts = unit.Replace("**", "^", StringComparison.Ordinal).Split('/');
        for (int i = 0; i < parts.Length; i++)
        {
            foreach (string factor in parts[i].Split((char[])['.', ' ', '*'], StringSplitOptions.RemoveEmptyEntries))
            {
                if (!Apply(factor, i == 0 ? 1 : -1, ref scale, powers))
                {
                    return null;
                }
            }
        }

        return (scale, powers);
    }

    private static bool Apply(string factor, int sign, ref double scale, double[] powers)
    {
        string word = factor.TrimEnd(')').Replace("(", string.Empty, StringComparison.Ordinal);
        int end = word.IndexOf('^', StringComparison.Ordinal);
        string name = end >= 0 ? word[..end] : word.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9').TrimEnd('-', '+');
        string exponent = end >= 0 ? word[(end + 1)..] : word[name.Length..];
        double power = 1;
        if (name.Length == 0 && double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double plain))
        {
            scale *= Math.Pow(plain, sign);
            return plain > 0;
        }

        if (name == "10" && double.TryParse(exponent, NumberStyles.Float, CultureInfo.InvariantCulture, out double tens))
        {
            scale *= Math.Pow(10, tens * sign);
            return true;
        }

        if ((exponent.Length > 0 && !double.TryParse(exponent, NumberStyles.Float, CultureInfo.InvariantCulture, out power)) || Find(name) is not { } unit)
        {
            return false;
        }

        scale *= Math.Pow(unit.Scale, power * sign);
        foreach (string term in unit.Dimension.Split(' '))
        {
            string symbol = term.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '-');
            double times = term.Length == symbol.Length ? 1 : double.Parse(term[symbol.Length..], CultureInfo.InvariantCulture);
            powers[Array.IndexOf(Bases, symbol)] += times * power * sign;
        }

        return true;
    }

    private static (double Scale, string Dimension)? Find(string name)
    {
        if (Units.TryGetValue(name, out (double Scale, string Dimension) unit))
        {
            return unit;
        }

        foreach ((string prefix, double factor) in Prefixes)
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal) && Units.TryGetValue(name[prefix.Length..], out unit))
            {
                return (unit.Scale * factor, unit.Dimension);
            }
        }

        return null;
    }
}
