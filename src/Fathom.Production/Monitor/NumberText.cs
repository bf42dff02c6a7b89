using System.Globalization;

namespace Fathom.Production.Monitor;

/// <summary>Numbers and ranges of a question.</summary>
internal static class NumberText
{
    /// <summary>A number within bounds.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static long One(string name, string text, long least = 0, long most = long.MaxValue) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number >= least && number <= most
            ? number
            : throw new FormatException(FormattableString.Invariant(
                $"{name}: expected a number from {least}{(most == long.MaxValue ? "" : $" to {most}")}, found {JobQuestionText.Shown(text)}"));

    /// <summary>A range: 5, 5-9, 5- or -9.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static NumberRange Range(string name, string text)
    {
        int dash = text.IndexOf('-', StringComparison.Ordinal);
        (string low, string high) = dash < 0 ? (text, text) : (text[..dash], text[(dash + 1)..]);
        if (low.Length + high.Length == 0)
        {
            throw new FormatException($"{name}: expected a number or a range such as 5-9, found {JobQuestionText.Shown(text)}");
        }

        return new NumberRange(low.Length == 0 ? 0 : One(name, low), high.Length == 0 ? long.MaxValue : One(name, high));
    }

    /// <summary>The text of a range.</summary>
    public static string Text(NumberRange range) => range.Low == range.High
        ? range.Low.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{range.Low}-{(range.High == long.MaxValue ? "" : range.High.ToString(CultureInfo.InvariantCulture))}");
}
