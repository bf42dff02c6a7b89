using System.Globalization;
using Fathom.Portal.Markup;
using Fathom.Portal.Plots;
using Fathom.Production.Scouts;

namespace Fathom.Portal.Pages.Campaigns;

/// <summary>The scouts of a campaign: each monitoring histogram over the one before it, the tests, and what the gate says and why.</summary>
public static class ScoutsPage
{
    private const string Head =
        "<th scope=\"col\">Histogram</th><th scope=\"col\">Verdict</th><th scope=\"col\" class=\"num\">χ²</th><th scope=\"col\" class=\"num\">Degrees of freedom</th>"
        + "<th scope=\"col\" class=\"num\">p of χ²</th><th scope=\"col\" class=\"num\">Kolmogorov–Smirnov</th><th scope=\"col\" class=\"num\">p of it</th>";

    /// <summary>The page's address.</summary>
    public static string Address(string campaign) => CampaignPage.Address(campaign) + "/scouts";

    /// <summary>The page.</summary>
    public static PageContent Render(ScoutReport report) => new($"Scouts of {report.Campaign}", "/", Html.Of($"""
        <div id="scouts" data-live>
        <div class="head"><h1>Scouts</h1>{Parts.State(report.State.ToString())}{Html.If(report.Policy?.CompareWith is not null, () => Html.Of($"<span class=\"soft\">compared with <a href=\"{CampaignPage.Address(report.Policy!.CompareWith!)}\">{report.Policy.CompareWith}</a></span>"))}<span class="soft"><a href="/api{Address(report.Campaign)}">JSON</a></span></div>
        {Why(report)}
        </div>
        {Html.If(report.Histograms.Count > 0, () => Html.Of($"""<section><h2>Tests</h2>{Parts.Table("scout-tests", "Tests of the monitoring histograms", Html.Trusted(Head), report.Histograms.Select(Test))}</section><section><h2>Histograms</h2><div class="columns">{report.Histograms.Select((one, i) => Drawing(report, one, i))}</div></section>"""))}
        """))
    { Above = [("Campaigns", "/"), (report.Campaign, CampaignPage.Address(report.Campaign))] };

    private static Html Why(ScoutReport report) => report.Policy is not { } policy
        ? Parts.Empty("This campaign has no scouts.", Html.Trusted("Its file may name them: <code>scouts</code>."))
        : Html.Of($"""
            {Html.If(report.OverruledBy is not null, () => Html.Of($"<p class=\"problem\">{report.OverruledBy} lets the rest run all the same: {report.OverruledBecause}</p>"))}
            <ul class="findings">{report.Findings.Select(finding => Html.Of($"<li>{finding}</li>"))}{Html.If(report.Findings.Count == 0, () => Html.Of($"<li>They run: no other job is made before they are judged.</li>"))}</ul>
            <p class="soft">{Rule(policy)}{Html.If(report.JudgedUtc is not null, () => Html.Of($" Judged {Parts.Time(report.JudgedUtc)}."))}</p>
            """);

    private static string Rule(ScoutPolicy policy) => string.Create(
        CultureInfo.InvariantCulture,
        $"The rest runs where at most {policy.MostFailed:P0} of the scout jobs end without outputs{(policy.CompareWith is null ? "" : $" and both tests of each histogram give p ≥ {policy.LeastPValue:G3}")}.");

    private static Html Test(HistogramVerdict one) => Html.Of($"""
        <tr><th scope="row">{one.Pair.Name}</th><td>{Parts.State(one.Matches ? "Passed" : "Failed")}</td><td class="num">{Number(one.ChiSquare?.Statistic, "0.0")}</td><td class="num">{Number(one.ChiSquare?.Freedom, "0")}</td><td class="num">{Number(one.ChiSquare?.PValue, "G3")}</td><td class="num">{Number(one.KolmogorovSmirnov?.Statistic, "0.0000")}</td><td class="num">{Number(one.KolmogorovSmirnov?.PValue, "G3")}</td></tr>

        """);

    private static Html Drawing(ScoutReport report, HistogramVerdict one, int index)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"scout-{index}");
        var (label, high) = Quantity(one.Pair);
        return one.Pair.Scouts.Count == 0 || one.Pair.Scouts.Count != one.Pair.Reference.Count
            ? Html.Of($"<div class=\"card\" id=\"{id}\" data-live><h3>{one.Pair.Name}</h3><p class=\"problem\">{one.Finding}</p></div>")
            : Html.Of($"<div class=\"card\">{new OverlayPlot(id, one.Pair.Name, label, "scouts", report.Policy?.CompareWith ?? "before") { Aside = Parts.State(one.Matches ? "Passed" : "Failed") }.Draw(new Histogram(0, high, [.. one.Pair.Scouts]), new Histogram(0, high, [.. one.Pair.Reference]))}</div>");
    }

    private static (string Label, double High) Quantity(HistogramPair pair) =>
        pair.Name.StartsWith("energyHistogram", StringComparison.Ordinal) && pair.High is { } high ? ("visible energy [MeV]", high)
        : pair.Name.StartsWith("volumeHistogram", StringComparison.Ordinal) ? ("(r / R)³, R the radius of the target", 1)
        : ("bin", pair.Scouts.Count);

    private static string Number(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "–";
}
