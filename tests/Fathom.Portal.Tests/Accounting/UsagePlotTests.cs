using System.Globalization;
using System.Text.RegularExpressions;
using Fathom.Portal.Pages.Accounting;
using Fathom.Portal.Plots;
using Fathom.Production.Accounting;

namespace Fathom.Portal.Tests.Accounting;

public sealed partial class UsagePlotTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Fact]
    public void Bars_stand_upon_each_other_and_are_as_high_as_their_values()
    {
        var plot = new TimePlot("p", "CPU", "CPU [h]", "h").Draw(
            [new("Monday", "Mon"), new("Tuesday", "")], [new("A", [2, 0]), new("B", [4, 1])]).ToString();
        var bars = Bars().Matches(plot[plot.IndexOf("class=\"part", StringComparison.Ordinal)..]).Select(bar => bar.Groups.Values.Skip(1).Select(g => double.Parse(g.Value, CultureInfo.InvariantCulture)).ToArray()).ToArray();
        Assert.Equal(3, bars.Length);
        double Height(int i) => bars[i][0] - bars[i][1];
        Assert.Equal(2 * Height(0), Height(1), 0.05);
        Assert.Equal(Height(0) / 2, Height(2), 0.05);
        Assert.Equal(bars[0][1], bars[1][0], 0.001);
        Assert.Contains("<title>Monday: A 2 h, B 4 h</title>", plot, StringComparison.Ordinal);
        Assert.Contains("<title>Tuesday: B 1 h</title>", plot, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_series_are_drawn_as_the_largest_and_others_and_none_is_left_out()
    {
        AccountingRollup rollup = new();
        var hour = AccountingHour.Of(Today);
        for (var i = 1; i <= 30; i++)
        {
            rollup.Add(hour, rollup.Intern(new($"site{i:00}", "A", "t", "o", "")), new AccountingCell(1, 0, 0, 0, 0, i * 1000, 0, 0, 0, 0));
        }

        var view = AccountingView.Of(null, null, "30d", null, null, null, Today);
        var series = view.Series(rollup.Answer(view.Question(view.By, view.Window.Bucket)));
        Assert.Equal(["site30", "site29", "site28", "site27", "site26", "site25", "site24", "site23", "others"], series.Select(one => one.Name));
        Assert.Equal(30 * 31 / 2, series.Sum(one => one.Values[^1]));
        Assert.Equal(30, series[0].Values.Length);
    }

    [Fact]
    public void Every_bucket_of_a_window_is_one_that_the_accounts_give()
    {
        foreach (var window in AccountingWindow.All(Today))
        {
            AccountingRollup rollup = new();
            var series = rollup.Intern(new("here", "A", "t", "o", ""));
            for (var hour = AccountingHour.Of(window.From); hour < AccountingHour.Of(window.To) + 24; hour++)
            {
                rollup.Add(hour, series, new AccountingCell(1, 0, 0, 0, 0, 0, 0, 0, 0, 0));
            }

            var given = rollup.Answer(new AccountingQuery { By = [window.Bucket], From = window.From, To = window.To });
            Assert.Equal(given.Rows.Select(row => row.Labels[0]), window.Labels());
            Assert.InRange(window.Buckets().Count(bucket => bucket.Tick.Length > 0), 2, 12);
        }
    }

    [GeneratedRegex(@"M[\d.]+ ([\d.]+)V([\d.]+)H")]
    private static partial Regex Bars();
}
