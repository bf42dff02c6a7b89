namespace Fathom.Production.Diagnosis.Rules;

/// <summary>A rule table is not what it should be.</summary>
/// <param name="origin">The file.</param>
/// <param name="line">The line, from 1.</param>
/// <param name="problem">What was expected and what was found.</param>
/// <param name="inner">What the parser said.</param>
public sealed class RuleTableException(string origin, long line, string problem, Exception? inner = null)
    : Exception($"{origin}, line {line}: {problem}", inner)
{
    /// <summary>The line, from 1.</summary>
    public long Line { get; } = line;
}
