namespace Fathom.Production.Diagnosis;

/// <summary>What the rule table says of a failure.</summary>
/// <param name="Cause">Name of the cause, or <see cref="Unknown"/>.</param>
/// <param name="Action">What it advises; <see cref="RuleAction.Retry"/> where unknown.</param>
/// <param name="Rule">Id of the rule that matched, empty where none did.</param>
/// <param name="Version">Version of the table, as <see cref="Rules.RuleTable.Version"/> gives it.</param>
/// <remarks>A verdict has no probability: a rule matches or it does not, and what no rule matches is unknown.</remarks>
public sealed record Verdict(string Cause, RuleAction Action, string Rule, string Version)
{
    /// <summary>The cause of what no rule knows.</summary>
    public const string Unknown = "Unknown";

    /// <summary>True where a rule matched.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsKnown => Rule.Length > 0;

    /// <summary>What is said where no rule of a table matches.</summary>
    public static Verdict OfNone(string version) => new(Unknown, RuleAction.Retry, "", version);
}
