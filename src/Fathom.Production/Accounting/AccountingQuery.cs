using System.Globalization;

namespace Fathom.Production.Accounting;

/// <summary>A question to the accounts.</summary>
public sealed record AccountingQuery
{
    /// <summary>Dimensions of the rows, in this order; empty for one row with the total.</summary>
    public IReadOnlyList<AccountingDimension> By { get; init; } = [];

    /// <summary>First day, UTC; null for the beginning.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last day, UTC, inclusive; null for today.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Only this site.</summary>
    public string? Site { get; init; }

    /// <summary>Only this campaign.</summary>
    public string? Campaign { get; init; }

    /// <summary>Only this transformation.</summary>
    public string? Transformation { get; init; }

    /// <summary>Only this owner.</summary>
    public string? User { get; init; }

    /// <summary>Reads dimensions from text such as "site,day".</summary>
    /// <exception cref="FormatException">One is not known or named twice; the message names those that are.</exception>
    public static IReadOnlyList<AccountingDimension> ReadDimensions(string? text)
    {
        var dimensions = new List<AccountingDimension>();
        foreach (string word in (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!Enum.TryParse(word, ignoreCase: true, out AccountingDimension dimension) || !Enum.IsDefined(dimension) || char.IsDigit(word[0]))
            {
                throw new FormatException($"By: expected {Names}, found '{word}'.");
            }

            if (dimensions.Contains(dimension))
            {
                throw new FormatException($"By: {word} is named twice.");
            }

            dimensions.Add(dimension);
        }

        return dimensions;
    }

    /// <summary>Reads a day such as 2026-11-22; null for no text.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static DateOnly? ReadDay(string? text, string name) =>
        string.IsNullOrWhiteSpace(text) ? null
        : DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) ? day
        : throw new FormatException($"{name}: expected a day such as 2026-11-22, found '{text}'.");

    /// <summary>The names of the dimensions, for messages and help.</summary>
    public static string Names { get; } = string.Join(", ", Enum.GetNames<AccountingDimension>()).ToLowerInvariant();

    internal bool Takes(AccountingSeries series) =>
        Is(Site, series.Site) && Is(Campaign, series.Campaign) && Is(Transformation, series.Transformation) && Is(User, series.Owner);

    private static bool Is(string? wanted, string found) => wanted is null || string.Equals(wanted, found, StringComparison.Ordinal);
}
