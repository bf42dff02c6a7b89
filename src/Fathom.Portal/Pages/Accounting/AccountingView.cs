using Fathom.Portal.Markup;
using Fathom.Portal.Plots;
using Fathom.Production.Accounting;

namespace Fathom.Portal.Pages.Accounting;

/// <summary>What a visitor wants to see: a quantity, by a dimension, over a window, of a part of the work.</summary>
internal sealed record AccountingView(
    AccountingMeasure Measure, AccountingDimension By, AccountingWindow Window, string? Site, string? Campaign, string? User)
{
    /// <summary>Dimensions that a plot may be split by.</summary>
    public static IReadOnlyList<AccountingDimension> Splits { get; } =
        [AccountingDimension.Site, AccountingDimension.Campaign, AccountingDimension.Transformation, AccountingDimension.User, AccountingDimension.Cause];

    private const string Others = "others";

    /// <summary>Reads the parameters of an address; what is not known stands for the first choice.</summary>
    public static AccountingView Of(string? measure, string? by, string? window, string? site, string? campaign, string? user, DateOnly today)
    {
        var windows = AccountingWindow.All(today);
        var chosen = AccountingMeasure.All.FirstOrDefault(m => m.Key == measure) ?? AccountingMeasure.All[0];
        return new AccountingView(
            chosen,
            Enum.TryParse(by, ignoreCase: true, out AccountingDimension split) && Splits.Contains(split) ? split
                : chosen.Key == "failures" ? AccountingDimension.Cause : AccountingDimension.Site,
            windows.FirstOrDefault(w => w.Key == window) ?? windows[1],
            Filter.Text(site), Filter.Text(campaign), Filter.Text(user));
    }

    /// <summary>The address of this view.</summary>
    public string Address() => Query.Address(
        "/accounting", ("measure", Measure.Key), ("by", By.ToString().ToLowerInvariant()), ("window", Window.Key), ("site", Site), ("campaign", Campaign), ("user", User));

    /// <summary>The address of its figures, for programs.</summary>
    public string Download(string format) => Query.Address(
        "/api/accounting", ("by", $"{By.ToString().ToLowerInvariant()},{Window.Bucket.ToString().ToLowerInvariant()}"),
        ("from", Window.From.ToString("yyyy-MM-dd", null)), ("to", Window.To.ToString("yyyy-MM-dd", null)), ("site", Site), ("campaign", Campaign), ("user", User), ("format", format));

    /// <summary>The question to the accounts, by some dimensions.</summary>
    public AccountingQuery Question(params IReadOnlyList<AccountingDimension> by) =>
        new() { By = by, From = Window.From, To = Window.To, Site = Site, Campaign = Campaign, User = User };

    /// <summary>The series of the plot in the quantity's own unit, largest first; the small ones as one.</summary>
    public IReadOnlyList<TimeSeries> Series(AccountingReport overTime)
    {
        var labels = Window.Labels().ToList();
        var index = labels.Index().ToDictionary(one => one.Item, one => one.Index, StringComparer.Ordinal);
        var ranked = overTime.Rows.GroupBy(row => row.Labels[0], StringComparer.Ordinal)
            .Select(group => (Name: group.Key, Rows: group.ToList(), Weight: group.Sum(row => Measure.AddsUp ? Measure.Value(row.Sum) ?? 0 : row.Sum.WallMs)))
            .Where(group => group.Weight > 0)
            .OrderByDescending(group => group.Weight).ThenBy(group => group.Name, StringComparer.Ordinal).ToList();
        var own = ranked.Count <= TimePlot.MostSeries ? ranked.Count : TimePlot.MostSeries - 1;
        var series = ranked.Take(own).Select(group => new TimeSeries(Name(group.Name), Values(group.Rows))).ToList();
        if (ranked.Count > own)
        {
            series.Add(new TimeSeries(Others, Values([.. ranked.Skip(own).SelectMany(group => group.Rows)])));
        }

        return series;

        double[] Values(IReadOnlyList<AccountingRow> rows)
        {
            var cells = new AccountingCell[labels.Count];
            foreach (var row in rows)
            {
                cells[index[row.Labels[1]]] = cells[index[row.Labels[1]]].Plus(row.Sum);
            }

            return [.. cells.Select((cell, i) => Measure.Value(cell) is { } value ? value / (Measure.Kind == MeasureKind.Rate ? Window.Hours(labels[i]) : 1) : double.NaN)];
        }
    }

    /// <summary>A name as it is shown.</summary>
    public string Name(string name) => name.Length > 0 ? name : By == AccountingDimension.Cause ? "accepted" : "unknown";
}
