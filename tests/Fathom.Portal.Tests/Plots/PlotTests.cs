using System.Globalization;
using System.Text.RegularExpressions;
using Fathom.Portal.Plots;
using FsCheck;
using FsCheck.Fluent;

namespace Fathom.Portal.Tests.Plots;

public sealed partial class PlotTests
{
    [Fact]
    public void Ticks_lie_on_the_axis_are_evenly_spaced_and_not_too_many()
        => Prop.ForAll<NormalFloat, PositiveInt>((low, width) =>
        {
            var start = Math.Clamp(low.Get, -1e6, 1e6);
            var axis = new Axis(start, start + width.Get, 0, 100);
            var ticks = axis.Ticks(8);
            return ticks.Count is >= 1 and <= 9
                && ticks.All(t => t >= axis.Low - (1e-6 * width.Get) && t <= axis.High + (1e-6 * width.Get))
                && ticks.Zip(ticks.Skip(1)).All(p => Math.Abs(p.Second - p.First - (ticks.Count > 1 ? ticks[1] - ticks[0] : 0)) < 1e-6 * width.Get);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Equal_factors_are_equal_steps_on_a_logarithmic_axis()
    {
        var axis = new Axis(1, 1000, 0, 300, Logarithmic: true);
        Assert.Equal(100, axis.At(10), 9);
        Assert.Equal(200, axis.At(100), 9);
        Assert.Equal(0, axis.At(0), 9);
        Assert.Equal([1.0, 10, 100, 1000], axis.Ticks(6));
    }

    [Fact]
    public void Every_bin_tells_its_range_and_count_and_the_line_is_as_high_as_its_counts()
    {
        var plot = new HistogramPlot("e", "Energy", "energy [MeV]", "MeV").Draw(new Histogram(0, 4, [0, 8, 4, 2])).ToString();
        Assert.Contains("<title>1 – 2 MeV: 8 events</title>", plot, StringComparison.Ordinal);
        Assert.Contains("14 events", plot, StringComparison.Ordinal);
        Assert.Contains("energy [MeV]", plot, StringComparison.Ordinal);
        var heights = Steps().Matches(plot.Split("class=\"line\"")[1].Split("/>")[0]).Select(m => double.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture)).ToArray();
        var (zero, eight, four) = (heights[0], heights[1], heights[2]);
        Assert.Equal(2, (zero - eight) / (zero - four), 2);
    }

    [Fact]
    public void Points_stand_over_an_area_that_is_scaled_to_as_many_entries_and_bins_tell_both()
    {
        var plot = new OverlayPlot("e", "Energy", "energy [MeV]", "scouts", "before").Draw(new Histogram(0, 3, [0, 16, 4]), new Histogram(0, 3, [100, 200, 100])).ToString();
        Assert.Contains("<title>1 – 2: scouts 16 ± 4.0, before 10.0</title>", plot, StringComparison.Ordinal);
        Assert.Equal(2, plot.Split("class=\"points\" d=\"")[1].Split('"')[0].Split('h').Length - 1);
        Assert.Throws<ArgumentException>(() => new OverlayPlot("e", "E", "e", "a", "b").Draw(new Histogram(0, 1, [1]), new Histogram(0, 1, [1, 2])));
        Assert.Contains("before 0.0", new OverlayPlot("e", "E", "e", "a", "before").Draw(new Histogram(0, 1, [1]), new Histogram(0, 1, [0])).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_parts_of_a_bar_are_as_wide_as_their_share()
    {
        var bar = StackedBar.Draw([("Done", 3), ("Held", 0), ("Waiting", 1)], 8).ToString();
        Assert.Contains("class=\"s-done\" x=\"0\" width=\"375\"", bar, StringComparison.Ordinal);
        Assert.Contains("class=\"s-waiting\" x=\"375\" width=\"125\"", bar, StringComparison.Ordinal);
        Assert.DoesNotContain("s-held", bar, StringComparison.Ordinal);
        Assert.Contains("aria-label=\"3 Done, 1 Waiting\"", bar, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"V([\d.]+)H")]
    private static partial Regex Steps();
}
