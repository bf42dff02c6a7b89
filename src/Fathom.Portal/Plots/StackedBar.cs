using Fathom.Portal.Markup;

namespace Fathom.Portal.Plots;

/// <summary>Parts of a whole as one bar, in the order given; the table beside it says the same in numbers.</summary>
public static class StackedBar
{
    private const double Width = 1000;

    /// <summary>The bar. Parts are coloured by the class "s-" and their name in lower case.</summary>
    public static Html Draw(IReadOnlyList<(string Name, long Count)> parts, long whole)
    {
        var text = string.Join(", ", parts.Where(p => p.Count > 0).Select(p => $"{p.Count} {p.Name}"));
        return Html.Of($"""<svg class="stack" viewBox="0 0 1000 10" preserveAspectRatio="none" role="img" aria-label="{(text.Length > 0 ? text : "nothing yet")}">{Rectangles(parts, whole)}</svg>""");
    }

    private static IEnumerable<Html> Rectangles(IReadOnlyList<(string Name, long Count)> parts, long whole)
    {
        double left = 0;
        foreach (var (name, count) in parts)
        {
            if (count > 0 && whole > 0)
            {
                var width = Width * count / whole;
                yield return Html.Of($"<rect class=\"s-{name.ToLowerInvariant()}\" x=\"{left:0.##}\" width=\"{width:0.##}\" height=\"10\"><title>{count} {name}</title></rect>");
                left += width;
            }
        }
    }
}
