using System.Text;
using System.Text.RegularExpressions;

namespace Fathom.Production.Diagnosis.Rules;

/// <summary>Finds the lines of a log that any rule could speak of, in one pass whose time grows with the text alone.</summary>
/// <remarks>
/// The patterns of all rules, loosened (a bounded gap becomes any gap) and joined, as automata without backtracking. An automaton may
/// have a limited number of nodes and costs some 2.5 MB, so the patterns go into as few as hold them. Most lines of most logs are
/// of no interest; only the others meet the rules one by one.
/// </remarks>
internal sealed partial class LineScreen
{
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking;
    private const int PerAutomaton = 48, LongestLine = 2000, LongestText = 8 * 1024;
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(250);

    private readonly List<Regex> _automata = [];
    private readonly bool _open;

    public LineScreen(IReadOnlyList<string> patterns)
    {
        string[] loose = [.. patterns.Select(pattern => BoundedGap().Replace(pattern, "*"))];
        foreach (string[] chunk in loose.Chunk(PerAutomaton))
        {
            _open |= !Add(chunk);
        }
    }

    /// <summary>The lines that may match, in their order, each cut to 2,000 characters; the last 8 KiB of them.</summary>
    public string Candidates(string text)
    {
        var kept = new StringBuilder();
        foreach (ReadOnlySpan<char> whole in text.AsSpan().EnumerateLines())
        {
            ReadOnlySpan<char> line = whole.Length <= LongestLine ? whole : whole[..LongestLine];
            if (line.Length > 0 && MayMatch(line))
            {
                kept.Append(kept.Length > 0 ? "\n" : "").Append(line);
            }
        }

        return kept.Length <= LongestText ? kept.ToString() : kept.ToString(kept.Length - LongestText, LongestText);
    }

    private bool MayMatch(ReadOnlySpan<char> line)
    {
        if (_open)
        {
            return true;
        }

        try
        {
            foreach (Regex automaton in _automata)
            {
                if (automaton.IsMatch(line))
                {
                    return true;
                }
            }

            return false;
        }
        catch (RegexMatchTimeoutException)
        {
            return true;
        }
    }

    /// <summary>Adds automata for patterns: halves where they are too large for one; false where even one alone is.</summary>
    private bool Add(ReadOnlySpan<string> patterns)
    {
        try
        {
            _automata.Add(new Regex(string.Join('|', patterns.ToArray().Select(pattern => $"(?:{pattern})")), Options, Longest));
            return true;
        }
        catch (NotSupportedException)
        {
            return patterns.Length > 1 && Add(patterns[..(patterns.Length / 2)]) & Add(patterns[(patterns.Length / 2)..]);
        }
    }

    [GeneratedRegex(@"\{0,[0-9]+\}")]
    private static partial Regex BoundedGap();
}
