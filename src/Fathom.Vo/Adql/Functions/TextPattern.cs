namespace Fathom.Vo.Adql.Functions;

/// <summary>LIKE: <c>%</c> is any text, <c>_</c> any character; nothing escapes them.</summary>
internal static class TextPattern
{
    /// <summary>True where all of the text is of the pattern. Takes at most text times pattern steps.</summary>
    public static bool Matches(ReadOnlySpan<char> text, ReadOnlySpan<char> pattern, bool ignoresCase)
    {
        int t = 0, p = 0, star = -1, after = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '%')
            {
                star = p++;
                after = t;
            }
            else if (p < pattern.Length && (pattern[p] == '_' || Same(text[t], pattern[p], ignoresCase)))
            {
                // A character beyond U+FFFF is two units and one character.
                t += pattern[p] == '_' && char.IsHighSurrogate(text[t]) && t + 1 < text.Length ? 2 : 1;
                p++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                t = ++after;
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == '%')
        {
            p++;
        }

        return p == pattern.Length;
    }

    private static bool Same(char a, char b, bool ignoresCase) =>
        a == b || (ignoresCase && char.ToLowerInvariant(a) == char.ToLowerInvariant(b));
}
