using Fathom.Production.Diagnosis.Clusters;
using Fathom.Production.Diagnosis.Rules;

namespace Fathom.Production.Diagnosis.Causes;

/// <summary>Turns failed attempts, however many, into a handful of causes.</summary>
/// <remarks>Known failures are grouped by the cause that a rule gives, unknown ones by the template of their message. Messages and
/// names take bounded memory whatever comes; each job that failed takes some 50 bytes. Attempts come in the order of their end. Not for several threads at once.</remarks>
/// <param name="rules">The table that judges.</param>
public sealed class CauseSurvey(RuleTable rules)
{
    private readonly Dictionary<string, CauseTally> _tallies = new(StringComparer.Ordinal);
    private readonly Dictionary<long, string> _latest = [];
    private readonly TemplateTree _unknown = new();

    /// <summary>Attempts that were added.</summary>
    public long Attempts { get; private set; }

    /// <summary>Adds a failed attempt and gives the id of its cause.</summary>
    public string Add(FailedAttempt failed)
    {
        Attempts++;
        Verdict verdict = rules.Diagnose(failed.Evidence);
        string message = TelltaleLine.Of(failed.Evidence.Failure);
        string template, id;
        if (verdict.IsKnown)
        {
            (id, template) = (verdict.Cause, string.Join(' ', MessageMask.Tokens(message)));
        }
        else
        {
            MessageTemplate cluster = _unknown.Add(message);
            (id, template) = ($"{Verdict.Unknown}.{cluster.Id}", cluster.Text);
        }

        if (!_tallies.TryGetValue(id, out CauseTally? tally))
        {
            _tallies[id] = tally = new CauseTally(id, verdict);
        }

        tally.Add(failed, verdict, template);
        _latest[failed.JobId] = id;
        return id;
    }

    /// <summary>The causes, most failures first.</summary>
    public IReadOnlyList<CauseGroup> Groups()
    {
        (long first, long last) = (long.MaxValue, long.MinValue);
        foreach (long minute in _tallies.Values.SelectMany(tally => tally.Minutes))
        {
            (first, last) = (Math.Min(first, minute), Math.Max(last, minute));
        }

        return [.. _tallies.Values.Select(tally => tally.Group(rules, first, last))
            .OrderByDescending(group => group.Attempts).ThenBy(group => group.Id, StringComparer.Ordinal)];
    }

    /// <summary>One cause, or null.</summary>
    public CauseGroup? Find(string id) => Groups().FirstOrDefault(group => group.Id == id);

    /// <summary>Jobs whose latest failure is of a cause, by id.</summary>
    public IReadOnlyList<long> JobsOf(string id) => [.. _latest.Where(job => job.Value == id).Select(job => job.Key).Order()];
}
