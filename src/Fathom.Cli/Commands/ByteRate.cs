using System.CommandLine;
using System.Globalization;

namespace Fathom.Cli.Commands;

/// <summary>Bytes a second as people write them: 800MB, 60GB.</summary>
internal static class ByteRate
{
    private static readonly (string Unit, double Bytes)[] Units = [("TB", 1e12), ("GB", 1e9), ("MB", 1e6), ("kB", 1e3), ("B", 1)];

    /// <summary>An option for one.</summary>
    public static Option<double?> Option(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "RATE",
        CustomParser = result =>
        {
            if (Parse(result.Tokens[0].Value) is { } rate)
            {
                return rate;
            }

            result.AddError($"{name}: expected bytes a second such as 800MB or 60GB, found '{result.Tokens[0].Value}'");
            return null;
        },
    };

    /// <summary>Reads one; null where it is none.</summary>
    public static double? Parse(string text)
    {
        string number = text.EndsWith("/s", StringComparison.Ordinal) ? text[..^2] : text;
        foreach ((string unit, double bytes) in Units)
        {
            if (number.EndsWith(unit, StringComparison.Ordinal))
            {
                return double.TryParse(number[..^unit.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value) && value > 0
                    ? value * bytes
                    : null;
            }
        }

        return null;
    }

    /// <summary>Writes one; a dash where there is none.</summary>
    public static string Text(double? rate)
    {
        if (rate is not { } bytes)
        {
            return "-";
        }

        (string unit, double size) = Array.Find(Units, one => bytes >= one.Bytes) is { Unit: not null } found ? found : Units[^1];
        return string.Create(CultureInfo.InvariantCulture, $"{bytes / size:0.###}{unit}");
    }
}
