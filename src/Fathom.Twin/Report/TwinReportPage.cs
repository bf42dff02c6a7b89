using System.Globalization;
using System.Net;
using System.Text;

namespace Fathom.Twin.Report;

/// <summary>A simulated campaign as one HTML page that needs nothing else.</summary>
public static class TwinReportPage
{
    private const string Style = """
        body{font:15px/1.5 system-ui,sans-serif;max-width:800px;margin:2rem auto;padding:0 1rem;color:#1c2730}
        h1{font-size:1.5rem}h2{display:inline;font-size:1rem}figure{margin:1.5rem 0}svg{width:100%;font:11px system-ui,sans-serif}
        table{border-collapse:collapse}td,th{padding:.15rem .9rem .15rem 0;text-align:left}
        .grid{stroke:#d8dee4}.line{fill:none;stroke-width:1.5}.bound{stroke:#b00020;stroke-dasharray:5 4}
        """;

    /// <summary>The page.</summary>
    public static string Write(TwinOutcome outcome)
    {
        double[] hours = [.. outcome.Series.Points.Select(point => point.Seconds / 3600)];
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Twin: {Safe(outcome.Scenario.Name)}</title><style>{Style}</style>");
        page.Append(CultureInfo.InvariantCulture, $"<h1>Twin: {Safe(outcome.Scenario.Name)}</h1><p>{Safe(outcome.Scenario.Question)}</p><table>");
        foreach ((string what, string value) in Facts(outcome))
        {
            page.Append(CultureInfo.InvariantCulture, $"<tr><th>{Safe(what)}</th><td>{Safe(value)}</td></tr>");
        }

        page.Append("</table>");
        page.Append(new TwinPlot("Jobs", "jobs", hours)
            .Line("running", outcome.Series.Points.Select(point => (double)point.Running))
            .Line("pilots", outcome.Series.Points.Select(point => (double)point.Pilots)).Draw());
        page.Append(new TwinPlot("Waiting", "jobs", hours).Line("waiting", outcome.Series.Points.Select(point => (double)point.Waiting)).Draw());
        for (int i = 0; i < outcome.Elements.Count; i++)
        {
            int element = i;
            page.Append(new TwinPlot($"Reads from {Safe(outcome.Elements[i].Name)}", "GB/s", hours)
                .Line("read", outcome.Series.Points.Select(point => point.BytesPerSecond[element] / 1e9))
                .Bound("ceiling", outcome.Elements[i].Ceiling / 1e9).Draw());
        }

        page.Append(new TwinPlot("Completions", "1/s", hours).Line("accepted", outcome.Series.Points.Select(point => point.DonePerSecond)).Draw());
        page.Append(new TwinPlot("Failures", "1/s", hours).Line("failed or lost", outcome.Series.Points.Select(point => point.FailedPerSecond)).Draw());
        return page.Append("</html>\n").ToString();
    }

    /// <summary>The outcome in names and values.</summary>
    public static IReadOnlyList<(string What, string Value)> Facts(TwinOutcome outcome)
    {
        List<(string, string)> facts =
        [
            ("jobs", Text($"{outcome.Scenario.Jobs} on {outcome.Scenario.Slots} slots")),
            ("ended after", Text($"{outcome.Seconds / 3600:0.00} h, {(outcome.OverFloor - 1) * 100:0.0} % over the floor")),
            ("floor", Text($"{outcome.Floor.Seconds / 3600:0.00} h (work {outcome.Floor.WorkSeconds / 3600:0.00}, storage {outcome.Floor.StorageSeconds / 3600:0.00}, longest job {outcome.Floor.LongestSeconds / 3600:0.00})")),
            ("done, held, open", Text($"{outcome.Done}, {outcome.Held}, {outcome.Open}")),
            ("attempts", Text($"{outcome.Attempts}")),
        ];
        facts.AddRange(outcome.Elements.Select(element => (
            $"reads from {element.Name}",
            Text($"{element.Bytes / 1e15:0.000} PB, at most {element.PeakPace / 1e9:0.00} of {element.Ceiling / 1e9:0.##} GB/s at a time"))));
        return facts;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}
