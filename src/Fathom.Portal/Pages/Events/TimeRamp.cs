using System.Globalization;

namespace Fathom.Portal.Pages.Events;

/// <summary>Colours of hit times, early to late: the same as in the 3D display (event-hits.js) and its key (fathom.css).</summary>
public static class TimeRamp
{
    private static readonly int[] Stops = [0xfff3b0, 0xffb347, 0xff5d5d, 0xc04bd8, 0x4d6bff, 0x38c6f4];

    /// <summary>The colour of a part of the time window, clamped to 0…1, as #rrggbb.</summary>
    public static string At(double part)
    {
        var place = Math.Clamp(double.IsNaN(part) ? 0 : part, 0, 1) * (Stops.Length - 1);
        var left = Math.Min((int)place, Stops.Length - 2);
        var (a, b, t) = (Stops[left], Stops[left + 1], place - left);
        return string.Create(CultureInfo.InvariantCulture, $"#{Mix(a >> 16, b >> 16, t):x2}{Mix(a >> 8, b >> 8, t):x2}{Mix(a, b, t):x2}");
    }

    private static int Mix(int a, int b, double t) => (int)Math.Round((a & 255) + (((b & 255) - (a & 255)) * t));
}
