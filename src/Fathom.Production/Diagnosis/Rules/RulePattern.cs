using System.Text.RegularExpressions;

namespace Fathom.Production.Diagnosis.Rules;

/// <summary>Regular expressions of one condition: it matches where any of them does, whatever the case, ^ and $ at lines.</summary>
/// <remarks>Each match has a time limit; what cannot be decided in it does not match.</remarks>
public sealed partial class RulePattern
{
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Multiline;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    private readonly Regex _any;

    /// <summary>Joins patterns that have been checked.</summary>
    internal RulePattern(IReadOnlyList<string> parts)
    {
        Parts = parts;
        _any = new Regex(string.Join('|', parts.Select(part => $"(?:{part})")), Options, Longest);
    }

    /// <summary>The patterns, as the file has them.</summary>
    public IReadOnlyList<string> Parts { get; }

    /// <summary>True where any pattern matches.</summary>
    public bool IsMatch(string text)
    {
        try
        {
            return _any.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    /// <summary>Checks one pattern.</summary>
    /// <exception cref="ArgumentException">It is no regular expression, looks around or back, or matches everything.</exception>
    internal static void Check(string pattern)
    {
        if (LookAround().IsMatch(pattern))
        {
            throw new ArgumentException($"expected a regular expression without look-around and back-references, found '{pattern}'");
        }

        Regex regex;
        try
        {
            regex = new Regex(pattern, Options, Longest);
        }
        catch (ArgumentException bad)
        {
            throw new ArgumentException($"expected a regular expression, found '{pattern}': {bad.Message}", bad);
        }

        if (regex.IsMatch(""))
        {
            throw new ArgumentException($"expected a pattern that needs some text, found '{pattern}', which matches everything");
        }
    }

    [GeneratedRegex(@"\(\?(<?[=!]|>|\()|\\[1-9]|\\k[<']")]
    private static partial Regex LookAround();
}
