using System.Globalization;
using Fathom.Portal.Markup;
using Fathom.Portal.Plots;
using Fathom.Production.Accounting;

namespace Fathom.Portal.Pages.Accounting;

/// <summary>What the work has used: one plot over time, the same in a table, and both as files.</summary>
internal static class AccountingPage
{
    private const string Head =
        "<th scope=\"col\" class=\"num\">Jobs done</th><th scope=\"col\" class=\"num\">Failed</th><th scope=\"col\" class=\"num\">Lost</th>"
        + "<th scope=\"col\" class=\"num\" title=\"Failed and lost attempts over all that ended by themselves\">Failure rate</th>"
        + "<th scope=\"col\" class=\"num\" title=\"CPU time × speed of the node\">Normalised CPU [h]</th><th scope=\"col\" class=\"num\">CPU [h]</th>"
        + "<th scope=\"col\" class=\"num\">Wall [h]</th><th scope=\"col\" class=\"num\" title=\"CPU time over wall time\">Efficiency</th>"
        + "<th scope=\"col\" class=\"num\">Read</th><th scope=\"col\" class=\"num\">Written</th>";

    /// <summary>The page.</summary>
    /// <param name="view">What is wanted.</param>
    /// <param name="accounts">The accounts.</param>
    /// <param name="today">Today, UTC: where windows end.</param>
    public static PageContent Render(AccountingView view, AccountingRollup accounts, DateOnly today)
    {
        var groups = accounts.Answer(view.Question(view.By));
        return new("Accounting", "/accounting", Html.Of($"""
            <div class="head"><h1>Accounting</h1><div class="actions"><a class="button" href="{view.Download("csv")}" download>CSV</a><a class="button" href="{view.Download("json")}">JSON</a></div></div>
            {Form(view, accounts, today)}
            <div class="card" id="usage" data-live>{Plot(view, accounts.Answer(view.Question(view.By, view.Window.Bucket)))}</div>
            <section><h2>By {view.By.ToString().ToLowerInvariant()}, {view.Window.Label}</h2>{Table(view, groups)}</section>
            """));
    }

    private static Html Form(AccountingView view, AccountingRollup accounts, DateOnly today)
    {
        var series = accounts.Totals();
        return Html.Of($"""
            <form class="filter" method="get" action="/accounting">
            {Choice("measure", "Quantity", AccountingMeasure.All.Select(m => (m.Key, m.Label)), view.Measure.Key)}
            {Choice("by", "By", AccountingView.Splits.Select(d => (d.ToString().ToLowerInvariant(), d.ToString().ToLowerInvariant())), view.By.ToString().ToLowerInvariant())}
            {Choice("window", "Window", AccountingWindow.All(today).Select(w => (w.Key, w.Label)), view.Window.Key)}
            {Parts.Select("site", "Site", Names(series.Select(s => s.Series.Site)), view.Site)}
            {Parts.Select("campaign", "Campaign", Names(series.Select(s => s.Series.Campaign)), view.Campaign)}
            {Parts.Select("user", "User", Names(series.Select(s => s.Series.Owner)), view.User)}
            <button>Show</button></form>
            """);
    }

    private static IEnumerable<string> Names(IEnumerable<string> names) => names.Where(name => name.Length > 0).Distinct().Order(StringComparer.Ordinal);

    private static Html Choice(string name, string label, IEnumerable<(string Key, string Label)> options, string chosen) => Html.Of($"""
        <label>{label}<select name="{name}">{options.Select(o => Html.Of($"<option value=\"{o.Key}\"{(o.Key == chosen ? Html.Trusted(" selected") : Html.Empty)}>{o.Label}</option>"))}</select></label>
        """);

    private static Html Plot(AccountingView view, AccountingReport overTime)
    {
        var series = view.Series(overTime);
        if (series.Count == 0)
        {
            return Parts.Empty("Nothing was used in this window.", Html.Trusted("Attempts are counted when they end. Choose a longer window, or another quantity."));
        }

        var buckets = view.Window.Buckets();
        var most = Enumerable.Range(0, buckets.Count).Max(i => view.Measure.AddsUp
            ? series.Sum(one => double.IsNaN(one.Values[i]) ? 0 : one.Values[i])
            : series.Max(one => double.IsNaN(one.Values[i]) ? 0 : one.Values[i]));
        var scale = MeasureScale.Of(view.Measure.Kind, most);
        return new TimePlot("plot", $"{view.Measure.Label} by {view.By.ToString().ToLowerInvariant()}", YLabel(view, scale), scale.Unit)
        {
            Stacked = view.Measure.AddsUp,
            Aside = Html.Of($"{view.Window.From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} to {view.Window.To.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}"),
        }.Draw(buckets, [.. series.Select(one => one with { Values = [.. one.Values.Select(value => value * scale.Factor)] })]);
    }

    private static string YLabel(AccountingView view, MeasureScale scale)
    {
        var bucket = view.Window.Bucket.ToString().ToLowerInvariant();
        return view.Measure.Kind switch
        {
            MeasureKind.Rate => view.Measure.Label,
            MeasureKind.Part => $"{view.Measure.Label} [%]",
            MeasureKind.Count => $"{view.Measure.Label} / {bucket}",
            _ => $"{view.Measure.Label} [{scale.Unit} / {bucket}]",
        };
    }

    private static Html Table(AccountingView view, AccountingReport groups) => groups.Rows.Count == 0 ? Html.Empty : Parts.Table(
        "groups", $"By {view.By}", Html.Of($"<th scope=\"col\">{view.By.ToString()}</th>{Html.Trusted(Head)}"),
        groups.Rows.OrderByDescending(row => view.Measure.Value(row.Sum) ?? 0).Select(row => Row(view.Name(row.Labels[0]), row.Sum)).Append(Row("all", groups.Total)));

    private static Html Row(string name, AccountingCell sum) => Html.Of($"""
        <tr><th scope="row">{name}</th><td class="num">{Figures.Count(sum.Accepted)}</td><td class="num">{Figures.Count(sum.Failed)}</td><td class="num">{Figures.Count(sum.Lost)}</td><td class="num">{Figures.Percent(sum.Failed + sum.Lost, sum.Accepted + sum.Failed + sum.Lost)}</td><td class="num">{Hours(sum.NormalisedCpuMs)}</td><td class="num">{Hours(sum.CpuMs)}</td><td class="num">{Hours(sum.WallMs)}</td><td class="num">{Figures.Percent(sum.CpuMs, sum.WallMs)}</td><td class="num">{Figures.Bytes(sum.BytesRead)}</td><td class="num">{Figures.Bytes(sum.BytesWritten)}</td></tr>

        """);

    private static string Hours(long milliseconds) => (milliseconds / 3_600_000.0) is var hours && hours >= 100
        ? Figures.Count((long)Math.Round(hours))
        : hours.ToString("0.###", CultureInfo.InvariantCulture);
}
