using Fathom.Portal.Markup;

namespace Fathom.Portal.Plots;

/// <summary>Counts over time as a row of small bars; its name says the most and the sum.</summary>
public static class Sparkline
{
    private const double Step = 5, Height = 20;

    /// <summary>The drawing: one bar a slice, the highest at full height, none lost: a count above zero is at least a pixel.</summary>
    public static Html Draw(IReadOnlyList<long> counts)
    {
        var most = counts.Count == 0 ? 0 : counts.Max();
        return Html.Of($"""<svg class="spark" width="{counts.Count * Step:0}" height="{Height:0}" viewBox="0 0 {counts.Count * Step:0} {Height:0}" role="img" aria-label="{counts.Sum()} in all, at most {most} in a slice">{Bars(counts, most)}</svg>""");
    }

    private static IEnumerable<Html> Bars(IReadOnlyList<long> counts, long most)
    {
        for (var i = 0; i < counts.Count; i++)
        {
            if (counts[i] > 0)
            {
                var high = Math.Max(1, Height * counts[i] / most);
                yield return Html.Of($"<rect x=\"{i * Step:0.##}\" y=\"{Height - high:0.##}\" width=\"{Step - 1:0.##}\" height=\"{high:0.##}\" fill=\"currentColor\"/>");
            }
        }
    }
}
