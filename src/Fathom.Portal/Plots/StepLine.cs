using System.Globalization;
using System.Text;

namespace Fathom.Portal.Plots;

/// <summary>The outline of a histogram as the path of a drawing.</summary>
internal static class StepLine
{
    /// <summary>Steps from the axis over the bins' heights.</summary>
    public static string Of(Histogram bins, Axis x, Axis y, double scale = 1)
    {
        var path = new StringBuilder();
        path.Append(CultureInfo.InvariantCulture, $"M{x.Start:0.##} {y.Start:0.##}");
        for (var bin = 0; bin < bins.Counts.Length; bin++)
        {
            path.Append(CultureInfo.InvariantCulture, $"V{y.At(bins.Counts[bin] * scale):0.##}H{x.At(bins.Edge(bin + 1)):0.##}");
        }

        return path.ToString();
    }
}
