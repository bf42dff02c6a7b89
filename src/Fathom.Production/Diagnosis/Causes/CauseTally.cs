using System.Globalization;
using Fathom.Production.Diagnosis.Rules;

namespace Fathom.Production.Diagnosis.Causes;

/// <summary>Counts the failures of one root, in bounded memory.</summary>
internal sealed class CauseTally(string id, Verdict verdict)
{
    private const int MostKeys = 2000, Shown = 20, MostExamples = 3, MostJobs = 100_000, MostMinutes = 20_000, Slices = 24;

    private readonly BoundedCounts _sites = new(MostKeys), _hosts = new(MostKeys), _elements = new(MostKeys), _templates = new(MostKeys);
    private readonly SortedSet<string> _rules = new(StringComparer.Ordinal);
    private readonly HashSet<long> _jobs = [];
    private readonly Dictionary<long, long> _minutes = [];
    private readonly Queue<FailedAttempt> _examples = new();
    private string _first = "", _last = "";
    private long _attempts;

    public IEnumerable<long> Minutes => _minutes.Keys;

    public void Add(FailedAttempt failed, Verdict by, string template)
    {
        _attempts++;
        _sites.Add(failed.Evidence.Site);
        _hosts.Add(failed.Evidence.Host);
        _elements.Add(failed.Evidence.Element);
        _templates.Add(template);
        if (by.IsKnown)
        {
            _rules.Add(by.Rule);
        }

        if (_jobs.Count < MostJobs)
        {
            _jobs.Add(failed.JobId);
        }

        _first = _first.Length == 0 || string.CompareOrdinal(failed.EndedUtc, _first) < 0 ? failed.EndedUtc : _first;
        _last = string.CompareOrdinal(failed.EndedUtc, _last) > 0 ? failed.EndedUtc : _last;
        if (MinuteOf(failed.EndedUtc) is { } minute && (_minutes.Count < MostMinutes || _minutes.ContainsKey(minute)))
        {
            _minutes[minute] = _minutes.GetValueOrDefault(minute) + 1;
        }

        _examples.Enqueue(failed);
        if (_examples.Count > MostExamples)
        {
            _examples.Dequeue();
        }
    }

    public CauseGroup Group(RuleTable rules, long firstMinute, long lastMinute)
    {
        string advice = _rules.Select(rule => rules.Find(rule)?.Advice ?? "").FirstOrDefault("");
        return new CauseGroup(
            id, verdict.Cause, verdict.Action, advice, [.. _rules], rules.Version, _templates.Top(1)[0].Key, _attempts, _jobs.Count,
            _sites.Top(Shown), _hosts.Top(Shown), _elements.Top(Shown), _first, _last, Sliced(firstMinute, lastMinute), [.. _examples.Reverse()]);
    }

    private static long? MinuteOf(string utc) =>
        DateTimeOffset.TryParse(utc, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            ? time.ToUnixTimeSeconds() / 60
            : null;

    private long[] Sliced(long firstMinute, long lastMinute)
    {
        var slices = new long[Slices];
        long span = lastMinute - firstMinute + 1;
        foreach ((long minute, long count) in _minutes)
        {
            slices[(minute - firstMinute) * Slices / span] += count;
        }

        return slices;
    }
}
