using System.Globalization;

namespace Fathom.Portal.Plots;

/// <summary>Viridis in five steps, linear between: dark blue for little, yellow for much; readable to the colour-blind.</summary>
/// <remarks>Colours of matplotlib's viridis at 0, ¼, ½, ¾ and 1.</remarks>
public static class ColourScale
{
    private static readonly (int R, int G, int B)[] Stops =
        [(68, 1, 84), (59, 82, 139), (33, 145, 140), (94, 201, 98), (253, 231, 37)];

    /// <summary>The colour of a fraction, clamped to 0…1, as #rrggbb.</summary>
    public static string At(double fraction)
    {
        var place = Math.Clamp(double.IsNaN(fraction) ? 0 : fraction, 0, 1) * (Stops.Length - 1);
        var first = Math.Min((int)place, Stops.Length - 2);
        var rest = place - first;
        var (a, b) = (Stops[first], Stops[first + 1]);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"#{Mix(a.R, b.R, rest):x2}{Mix(a.G, b.G, rest):x2}{Mix(a.B, b.B, rest):x2}");
    }

    private static int Mix(int a, int b, double t) => (int)Math.Round(a + ((b - a) * t));
}
