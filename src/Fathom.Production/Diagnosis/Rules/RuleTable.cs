namespace Fathom.Production.Diagnosis.Rules;

/// <summary>The rules in their order: the first whose conditions hold gives the verdict.</summary>
/// <remarks>Data, not code: the shipped table is embedded (<see cref="Default"/>), a workspace may have its own over it
/// (<see cref="RuleTableFile.Load"/>). Immutable, and safe for any number of threads. A diagnosis of a 16 KiB log takes milliseconds:
/// make it before the writer's queue, not in it.</remarks>
public sealed class RuleTable
{
    private static readonly Lazy<RuleTable> Shipped = new(RuleTableFile.ReadShipped);

    private readonly Dictionary<string, Rule> _byId;
    private readonly Lazy<LineScreen> _screen;

    /// <summary>A table of rules.</summary>
    /// <param name="version">Its version: a number and a hash of its text.</param>
    /// <param name="rules">The rules, in order.</param>
    /// <param name="most">The most that a retry may give.</param>
    internal RuleTable(string version, IReadOnlyList<Rule> rules, RaiseCeilings most)
    {
        (Version, Rules, Most) = (version, rules, most);
        _byId = rules.ToDictionary(rule => rule.Id, StringComparer.Ordinal);
        _screen = new Lazy<LineScreen>(() => new LineScreen([.. rules.Select(rule => rule.When.Text).OfType<RulePattern>().SelectMany(pattern => pattern.Parts)]));
    }

    /// <summary>The table that comes with Fathom.</summary>
    public static RuleTable Default => Shipped.Value;

    /// <summary>Version of the table: the number that its file states, and a hash of its text, so that an edit is never unseen.</summary>
    public string Version { get; }

    /// <summary>The rules, in order.</summary>
    public IReadOnlyList<Rule> Rules { get; }

    /// <summary>The most that a retry with more memory or time may give a job.</summary>
    public RaiseCeilings Most { get; }

    /// <summary>The rule of an id, or null.</summary>
    public Rule? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>The cause of a failure, or that it is unknown. Never guesses, never throws.</summary>
    public Verdict Diagnose(AttemptEvidence evidence)
    {
        string text = _screen.Value.Candidates(EvidenceText.Of(evidence.Failure));
        foreach (Rule rule in Rules)
        {
            if (rule.When.Hold(evidence, text))
            {
                return new Verdict(rule.Cause, rule.Action, rule.Id, Version);
            }
        }

        return Verdict.OfNone(Version);
    }
}
