using System.Globalization;
using Fathom.Portal.Markup;
using Fathom.Portal.Plots;

namespace Fathom.Portal.Pages.Physics;

/// <summary>The plots of a campaign's events.</summary>
public static class Spectra
{
    /// <summary>Visible energy and vertex distribution side by side.</summary>
    /// <param name="summary">The sums.</param>
    /// <param name="logarithmic">Counts on a logarithmic axis.</param>
    /// <param name="toggle">Address of the same page with the other axis.</param>
    public static Html Render(PhysicsSummary summary, bool logarithmic, string toggle) => Html.Of($"""
        <div class="columns">
        <div class="card">{Energy(summary, logarithmic, toggle)}</div>
        <div class="card">{Volume(summary)}</div>
        </div>
        """);

    private static Html Energy(PhysicsSummary summary, bool logarithmic, string toggle) => summary.Energy is not { } histogram
        ? Html.Of($"<div id=\"energy\" data-live>{Parts.Empty("No reconstructed energy yet.", Html.Trusted("It comes with the first accepted miniESD file."))}</div>")
        : new HistogramPlot("energy", "Reconstructed visible energy", "visible energy [MeV]", "MeV")
        {
            Logarithmic = logarithmic,
            Aside = Html.Of($" · <a href=\"{toggle}\">{(logarithmic ? "linear" : "logarithmic")}</a>"),
        }.Draw(histogram);

    private static Html Volume(PhysicsSummary summary) => summary.Volume is not { } histogram
        ? Html.Of($"<div id=\"vertex\" data-live>{Parts.Empty("No reconstructed vertex yet.", Html.Trusted("It comes with the first accepted miniESD file."))}</div>")
        : new HistogramPlot("vertex", "Reconstructed vertices, equal volumes", "(r / R)³, R the radius of the target", "")
        {
            Aside = Html.Of($" · mean {Mean(histogram)}, 0.5 if uniform"),
        }.Draw(histogram);

    private static string Mean(Histogram h)
    {
        var (sum, weighted) = (0.0, 0.0);
        for (var bin = 0; bin < h.Counts.Length; bin++)
        {
            sum += h.Counts[bin];
            weighted += h.Counts[bin] * (h.Edge(bin) + (h.Width / 2));
        }

        return sum > 0 ? (weighted / sum).ToString("0.000", CultureInfo.InvariantCulture) : "–";
    }
}
