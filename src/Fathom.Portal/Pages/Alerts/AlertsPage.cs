using Fathom.Portal.Markup;
using Fathom.Production.Alerts;
using Fathom.Production.Alerts.Delivery;
using Fathom.Production.Alerts.Facts;
using Fathom.Production.Alerts.Rules;

namespace Fathom.Portal.Pages.Alerts;

/// <summary>What is wrong now, what was, and the rules.</summary>
public static class AlertsPage
{
    private const string Head =
        "<th scope=\"col\">Severity</th><th scope=\"col\">What</th><th scope=\"col\">What to do</th><th scope=\"col\">Since</th>"
        + "<th scope=\"col\">Over</th><th scope=\"col\" class=\"num\">Told</th><th scope=\"col\">Delivery</th>";

    private const string RuleHead =
        "<th scope=\"col\">Rule</th><th scope=\"col\">Severity</th><th scope=\"col\">Fires</th><th scope=\"col\">Over</th><th scope=\"col\">Again after</th><th scope=\"col\">Looks at</th>";

    /// <summary>The page.</summary>
    /// <param name="alerts">Alerts that are up, then those that are over.</param>
    /// <param name="settings">Rules and channels.</param>
    /// <param name="problem">Why the workspace's own file cannot be used; empty where it can.</param>
    public static PageContent Render(IReadOnlyList<AlertRecord> alerts, AlertSettings settings, string problem) => new("Alerts", "/alerts", Html.Of($"""
        <div class="head"><h1>Alerts</h1></div>
        <div id="file" data-live>{Html.If(problem.Length > 0, () => Html.Of($"<p class=\"problem\">{problem} The rules before it hold on.</p>"))}</div>
        {Now([.. alerts.Where(alert => alert.ResolvedUtc is null)], settings)}
        <section><h2>Over</h2>{Over([.. alerts.Where(alert => alert.ResolvedUtc is not null)])}</section>
        <section><h2>Rules</h2>{Parts.Table("rules", "Rules", Html.Trusted(RuleHead), settings.Rules.Select(Rule))}</section>
        """));

    private static Html Now(IReadOnlyList<AlertRecord> up, AlertSettings settings) => Html.Of($"""
        <section><div id="up" data-live>{(up.Count == 0 ? Parts.Empty("Nothing is wrong.", Told(settings)) : Html.Of($"{List("up-now", up)}<p class=\"soft\">{Told(settings)}</p>"))}</div></section>
        """);

    private static Html Over(IReadOnlyList<AlertRecord> over) => over.Count == 0
        ? Html.Trusted("<div id=\"over\" data-live><p class=\"soft\">None within 90 days.</p></div>")
        : List("over", over);

    private static Html Told(AlertSettings settings) => settings.Channels.Count == 0
        ? Html.Of($"Alerts are told nowhere but here: name a web hook or a mail address in {AlertSettings.FileName}.")
        : Html.Of($"Alerts are told to {string.Join(", ", settings.Channels.Select(Channel))}.");

    // Only the host of a hook: its path is often a secret of its own.
    private static string Channel(AlertChannel channel) => channel switch
    {
        WebHookChannel hook => $"{hook.Name} ({hook.Url.Host})",
        MailChannel mail => $"{mail.Name} ({string.Join(", ", mail.To)})",
        _ => channel.Name,
    };

    private static Html List(string id, IReadOnlyList<AlertRecord> alerts) => Parts.Table(id, "Alerts", Html.Trusted(Head), alerts.Select(alert => Html.Of($"""
        <tr><td>{Severity(alert.Severity)}</td><th scope="row" class="wide">{alert.Text}</th><td class="wide">{alert.Do}</td><td>{Parts.Time(alert.FiredUtc)}</td><td>{Parts.Time(alert.ResolvedUtc)}</td><td class="num">{alert.Told}</td><td class="wide">{alert.Delivery}</td></tr>

        """)));

    private static Html Rule(AlertRule rule)
    {
        var fact = AlertFacts.Find(rule.Fact)!;
        return Html.Of($"""
            <tr><th scope="row">{rule.Name}</th><td>{Severity(rule.Severity)}</td><td>{(rule.Above is null ? "below" : "above")} {FactText.Of(fact.Unit, rule.Threshold)}{Span(" for ", rule.For)}</td><td>{FactText.Of(fact.Unit, rule.Clear ?? rule.Threshold)}{Span(" for ", rule.ClearFor)}</td><td>{Span("", rule.Repeat)}</td><td class="wide">{fact.Meaning}</td></tr>

            """);
    }

    private static Html Severity(AlertSeverity severity) => Html.Of($"<span class=\"state s-{(severity == AlertSeverity.Critical ? "failed" : "held")}\">{severity.ToString()}</span>");

    private static string Span(string before, TimeSpan span) => span == TimeSpan.Zero ? "" : before + FactText.Of(
        span.TotalDays >= 1 ? FactUnit.Days : span.TotalHours >= 1 ? FactUnit.Hours : span.TotalMinutes >= 1 ? FactUnit.Minutes : FactUnit.Seconds,
        span.TotalDays >= 1 ? span.TotalDays : span.TotalHours >= 1 ? span.TotalHours : span.TotalMinutes >= 1 ? span.TotalMinutes : span.TotalSeconds);
}
