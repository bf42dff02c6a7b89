using System.Globalization;

namespace Fathom.Production.Accounting;

/// <summary>Answers questions from the accounts in memory.</summary>
public static class AccountingAnswers
{
    /// <summary>Groups and sums.</summary>
    public static AccountingReport Answer(this AccountingRollup rollup, AccountingQuery query)
    {
        var names = new NameGroups(rollup, query);
        var sums = new Dictionary<(long Time, int Names), AccountingCell>();
        AccountingCell total = default;
        (long from, long to) = Range(query);
        rollup.Scan(from, to, (hour, series, cell) =>
        {
            if (names.Of(series) is >= 0 and var group)
            {
                total = total.Plus(cell);
                (long, int) key = (Time(query.By, hour), group);
                sums[key] = sums.GetValueOrDefault(key).Plus(cell);
            }
        });

        List<AccountingRow> rows = [.. sums.Select(sum => new AccountingRow(Labels(query.By, sum.Key.Time, names.Names(sum.Key.Names)), sum.Value))];
        rows.Sort((one, other) => Compare(one.Labels, other.Labels));
        return new AccountingReport(query.By, query.By.Count == 0 ? [new AccountingRow([], total)] : rows, total);
    }

    private static (long From, long To) Range(AccountingQuery query) => (
        query.From is { } from ? AccountingHour.Of(from) : long.MinValue,
        query.To is { } to ? AccountingHour.Of(to) + AccountingHour.PerDay - 1 : long.MaxValue);

    private static long Time(IReadOnlyList<AccountingDimension> by, long hour) =>
        by.Contains(AccountingDimension.Hour) ? hour
        : by.Contains(AccountingDimension.Day) ? AccountingHour.StartOfDay(hour)
        : by.Contains(AccountingDimension.Month) ? AccountingHour.Of(FirstOfMonth(AccountingHour.Day(hour)))
        : 0;

    private static string[] Labels(IReadOnlyList<AccountingDimension> by, long time, AccountingSeries names) => [.. by.Select(dimension => dimension switch
    {
        AccountingDimension.Hour => AccountingHour.Label(time),
        AccountingDimension.Day => AccountingHour.Day(time).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        AccountingDimension.Month => AccountingHour.Day(time).ToString("yyyy-MM", CultureInfo.InvariantCulture),
        AccountingDimension.Site => names.Site,
        AccountingDimension.Campaign => names.Campaign,
        AccountingDimension.Transformation => names.Transformation,
        AccountingDimension.User => names.Owner,
        _ => names.Cause,
    })];

    private static DateOnly FirstOfMonth(DateOnly day) => new(day.Year, day.Month, 1);

    private static int Compare(IReadOnlyList<string> one, IReadOnlyList<string> other)
    {
        for (int i = 0; i < one.Count; i++)
        {
            if (string.CompareOrdinal(one[i], other[i]) is not 0 and var order)
            {
                return order;
            }
        }

        return 0;
    }
}
