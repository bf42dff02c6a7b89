using Fathom.Database.Writing;
using Fathom.Production.Alerts.Facts;
using Fathom.Production.Alerts.Rules;

namespace Fathom.Production.Alerts;

/// <summary>The states of all alerts: facts in, what is to be told out. Used by one thread at a time.</summary>
/// <param name="workspace">Name of the workspace in notices.</param>
/// <param name="up">Alerts that were up when the server before this one ended.</param>
/// <param name="lastId">The highest number given to an alert.</param>
/// <param name="now">Monotonic time at the start.</param>
public sealed class AlertBoard(string workspace, IEnumerable<AlertRecord> up, long lastId, TimeSpan now)
{
    private const int MostSubjects = 1000;

    // Whoever was not told before the restart is told soon: as if the last time were long ago.
    private readonly Dictionary<(string Rule, string Subject), Entry> _entries = up.ToDictionary(
        alert => (alert.Rule, alert.Subject),
        alert => new Entry(new AlertState(AlertPhase.Firing, now, alert.Delivery is "" or AlertDelivery.Told ? now : now - TimeSpan.FromDays(1000)), alert));

    private long _lastId = lastId;

    /// <summary>Alerts that are up.</summary>
    public IReadOnlyList<AlertRecord> Up => [.. _entries.Values.Where(entry => entry.State.IsUp).Select(entry => entry.Record!)];

    /// <summary>Looks at the facts.</summary>
    /// <param name="rules">The rules that hold now; alerts of rules that are gone are over.</param>
    /// <param name="samples">The facts now.</param>
    /// <param name="failed">Facts that could not be read: their alerts stay as they are.</param>
    /// <param name="at">Monotonic time.</param>
    /// <param name="utc">Wall clock, to label with.</param>
    public IReadOnlyList<(AlertNotice Notice, AlertRecord Record)> Look(
        IReadOnlyList<AlertRule> rules, IEnumerable<AlertSample> samples, IReadOnlySet<string> failed, TimeSpan at, DateTimeOffset utc)
    {
        var told = new List<(AlertNotice, AlertRecord)>();
        ILookup<string, AlertSample> byFact = samples.ToLookup(sample => sample.Fact, StringComparer.Ordinal);
        foreach (AlertRule rule in rules.Where(rule => !failed.Contains(rule.Fact)))
        {
            Dictionary<string, double> values = byFact[rule.Fact].Take(MostSubjects)
                .GroupBy(sample => sample.Subject, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Last().Value, StringComparer.Ordinal);
            foreach (string subject in values.Keys.Union(Known(rule.Name)).ToList())
            {
                Step(rule, subject, values.TryGetValue(subject, out double value) ? value : null, at, utc, told);
            }
        }

        HashSet<string> names = [.. rules.Select(rule => rule.Name)];
        foreach ((string rule, string subject) in _entries.Keys.Where(key => !names.Contains(key.Rule)).ToList())
        {
            Withdraw(rule, subject, utc, told);
        }

        return told;
    }

    private IEnumerable<string> Known(string rule) => _entries.Keys.Where(key => key.Rule == rule).Select(key => key.Subject);

    private void Step(AlertRule rule, string subject, double? value, TimeSpan at, DateTimeOffset utc, List<(AlertNotice, AlertRecord)> told)
    {
        Entry before = _entries.GetValueOrDefault((rule.Name, subject));
        (AlertState next, AlertSignal signal) = AlertEvaluation.Next(rule, before.State, value, at);
        string label = UtcLabel.Of(utc);
        AlertRecord? record = signal switch
        {
            AlertSignal.None => before.Record,
            AlertSignal.Fired => new AlertRecord(
                ++_lastId, rule.Name, subject, rule.Severity, Text(rule.Text, rule, subject, value), Text(rule.Do, rule, subject, value), value, label, null, 1, ""),
            AlertSignal.Repeated => before.Record! with
            {
                Text = Text(rule.Text, rule, subject, value),
                Value = value,
                Severity = rule.Severity,
                Told = before.Record!.Told + 1,
            },
            _ => before.Record! with { ResolvedUtc = label, Value = value, Told = before.Record!.Told + 1 },
        };
        if (next.Phase == AlertPhase.Quiet)
        {
            _entries.Remove((rule.Name, subject));
        }
        else
        {
            _entries[(rule.Name, subject)] = new Entry(next, record);
        }

        if (signal != AlertSignal.None)
        {
            told.Add((Notice(record!, signal, rule.Threshold, label), record!));
        }
    }

    private void Withdraw(string rule, string subject, DateTimeOffset utc, List<(AlertNotice, AlertRecord)> told)
    {
        _entries.Remove((rule, subject), out Entry entry);
        if (entry.State.IsUp)
        {
            AlertRecord over = entry.Record! with { ResolvedUtc = UtcLabel.Of(utc) };
            told.Add((Notice(over, AlertSignal.Resolved, 0, UtcLabel.Of(utc)), over));
        }
    }

    private AlertNotice Notice(AlertRecord record, AlertSignal signal, double threshold, string utc) => new(
        record.Id, signal, record.Rule, record.Severity, record.Subject, record.Text, record.Do, record.Value, threshold, record.FiredUtc, utc, workspace);

    private static string Text(string template, AlertRule rule, string subject, double? value) => template
        .Replace("{value}", value is { } known ? FactText.Of(AlertFacts.Find(rule.Fact)!.Unit, known) : "?", StringComparison.Ordinal)
        .Replace("{subject}", subject, StringComparison.Ordinal);

    private readonly record struct Entry(AlertState State, AlertRecord? Record);
}
