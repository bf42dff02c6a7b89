using System.Text;

namespace Fathom.Vo.Tables.Semantics;

/// <summary>Units of other notations, rewritten as VOUnits where they can be.</summary>
public static class ForeignUnit
{
    /// <summary>A unit as VOUnits has it.</summary>
    /// <param name="unit">Such as astropy's <c>1 / (cm2 s TeV)</c> or <c>erg / (cm2 s)</c>.</param>
    /// <returns>What was given where it is right or cannot be understood; null where there is none.</returns>
    public static string? ToVoUnit(string? unit)
    {
        if (string.IsNullOrWhiteSpace(unit) || VoUnit.Problem(unit) is null)
        {
            return string.IsNullOrWhiteSpace(unit) ? null : unit;
        }

        var sides = unit.Split('/', StringSplitOptions.TrimEntries);
        if (sides.Length > 2)
        {
            return unit;
        }

        var parts = new List<string>();
        parts.AddRange(Words(sides[0]).Where(word => word != "1").Select(word => Powered(word, 1)));
        parts.AddRange(sides.Skip(1).SelectMany(Words).Select(word => Powered(word, -1)));
        var rewritten = string.Join('.', parts);
        return parts.Count > 0 && VoUnit.Problem(rewritten) is null ? rewritten : unit;
    }

    private static string[] Words(string side) => side.Trim('(', ')').Split([' ', '.', '*'], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Symbol and power of a word such as cm2, cm-2, cm^2.</summary>
    private static string Powered(string word, int sign)
    {
        var end = word.Length;
        while (end > 0 && (char.IsAsciiDigit(word[end - 1]) || word[end - 1] is '-' or '+'))
        {
            end--;
        }

        var symbol = word[..end].TrimEnd('^');
        var power = sign * (int.TryParse(word[end..], System.Globalization.CultureInfo.InvariantCulture, out var given) ? given : 1);
        return power == 1 ? symbol : new StringBuilder(symbol).Append("**").Append(power).ToString();
    }
}
