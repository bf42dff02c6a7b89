using System.Globalization;
using Fathom.Catalog.Runs;
using Fathom.Portal.Markup;

namespace Fathom.Portal.Pages.Runs;

/// <summary>A run's times as people read them.</summary>
public static class RunFigures
{
    /// <summary>Livetime with three significant digits.</summary>
    public static string Livetime(long nanoseconds)
    {
        var seconds = nanoseconds / 1e9;
        return seconds < 60
            ? string.Create(CultureInfo.InvariantCulture, $"{seconds:0.000} s")
            : Figures.Duration(TimeSpan.FromSeconds(seconds));
    }

    /// <summary>Dead time as a part of livetime and dead time together.</summary>
    public static string DeadTime(RunRecord run)
    {
        var whole = run.LivetimeNs + run.DeadTimeNs;
        return whole == 0 ? "–" : string.Create(CultureInfo.InvariantCulture, $"{100.0 * run.DeadTimeNs / whole:0.000} %");
    }
}
