using System.Globalization;
using System.Text;
using Fathom.Portal.Markup;

namespace Fathom.Portal.Plots;

/// <summary>Values over time: stacked bars for what adds up, lines for ratios; every bucket tells its values under the pointer.</summary>
/// <param name="Id">Id of the figure on its page.</param>
/// <param name="Title">What is shown.</param>
/// <param name="YLabel">Quantity with unit.</param>
/// <param name="Unit">Unit alone, for the texts.</param>
public sealed record TimePlot(string Id, string Title, string YLabel, string Unit)
{
    /// <summary>Series that have a colour of their own; what is more belongs into one that is called others.</summary>
    public const int MostSeries = 9;

    /// <summary>Bars upon each other; otherwise lines.</summary>
    public bool Stacked { get; init; } = true;

    /// <summary>What stands beside the title.</summary>
    public Html Aside { get; init; }

    /// <summary>The figure with its legend.</summary>
    public Html Draw(IReadOnlyList<TimeBucket> buckets, IReadOnlyList<TimeSeries> series)
    {
        var frame = new PlotFrame(1100, 380);
        var x = frame.Horizontal(0, Math.Max(1, buckets.Count));
        var y = frame.Vertical(0, Top(buckets.Count, series));
        var ticks = buckets.Select((bucket, i) => (At: i + 0.5, bucket.Tick)).Where(tick => tick.Tick.Length > 0).ToList();
        return Html.Of($"""
            {frame.Figure(Id, Title, Aside, Html.Of($"""
            {frame.Draw(x, ticks, y, "UTC", YLabel)}
            {(Stacked ? Bars(buckets, series, x, y) : Lines(series, x, y))}
            <g class="bins">{buckets.Select((bucket, i) => Bin(bucket, i, series, x, y))}</g>
            """))}
            <ul class="legend" aria-label="Colours" id="{Id}-legend" data-live>{series.Select((one, i) => Html.Of($"<li><span class=\"state k{i}\">{one.Name}</span></li>"))}</ul>
            """);
    }

    private double Top(int buckets, IReadOnlyList<TimeSeries> series)
    {
        var most = 0.0;
        for (var i = 0; i < buckets; i++)
        {
            var values = series.Select(one => one.Values[i]).Where(value => !double.IsNaN(value));
            most = Math.Max(most, Stacked ? values.Sum() : values.DefaultIfEmpty().Max());
        }

        return most > 0 ? most * 1.06 : 1;
    }

    private static Html Bars(IReadOnlyList<TimeBucket> buckets, IReadOnlyList<TimeSeries> series, Axis x, Axis y)
    {
        var below = new double[buckets.Count];
        return Html.Each(series.Index(), one =>
        {
            var path = new StringBuilder();
            for (var i = 0; i < below.Length; i++)
            {
                if (one.Item.Values[i] > 0)
                {
                    var gap = x.At(1) - x.At(0) > 6 ? 0.06 : 0;
                    var (left, right, from, to) = (x.At(i + gap), x.At(i + 1 - gap), y.At(below[i]), y.At(below[i] += one.Item.Values[i]));
                    path.Append(CultureInfo.InvariantCulture, $"M{left:0.##} {from:0.##}V{to:0.##}H{right:0.##}V{from:0.##}Z");
                }
            }

            return Html.Of($"<path class=\"part k{one.Index}\" d=\"{path.ToString()}\"/>\n");
        });
    }

    private static Html Lines(IReadOnlyList<TimeSeries> series, Axis x, Axis y) => Html.Each(series.Index(), one =>
    {
        var path = new StringBuilder();
        var dots = new StringBuilder();
        var drawing = false;
        for (var i = 0; i < one.Item.Values.Length; i++)
        {
            var value = one.Item.Values[i];
            if (double.IsNaN(value))
            {
                drawing = false;
                continue;
            }

            path.Append(CultureInfo.InvariantCulture, $"{(drawing ? 'L' : 'M')}{x.At(i + 0.5):0.##} {y.At(value):0.##}");
            dots.Append(CultureInfo.InvariantCulture, $"M{x.At(i + 0.5):0.##} {y.At(value):0.##}h0");
            drawing = true;
        }

        return Html.Of($"<path class=\"trend k{one.Index}\" d=\"{path.ToString()}\"/><path class=\"dots k{one.Index}\" d=\"{dots.ToString()}\"/>\n");
    });

    private Html Bin(TimeBucket bucket, int i, IReadOnlyList<TimeSeries> series, Axis x, Axis y)
    {
        var values = series.Where(one => one.Values[i] > 0 || (!Stacked && !double.IsNaN(one.Values[i])))
            .Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Name} {one.Values[i]:#,0.###}{(Unit.Length > 0 ? " " : "")}{Unit}"));
        var text = string.Join(", ", values) is { Length: > 0 } said ? $"{bucket.Label}: {said}" : $"{bucket.Label}: nothing";
        return Html.Of($"<rect x=\"{x.At(i):0.##}\" y=\"{y.End:0.##}\" width=\"{x.At(i + 1) - x.At(i):0.##}\" height=\"{y.Start - y.End:0.##}\"><title>{text}</title></rect>");
    }
}
