namespace Fathom.Vo.Tables.Semantics;

/// <summary>Unified content descriptors (UCD1+ 1.6): what a quantity is, in the words that archives share.</summary>
public static class Ucd
{
    private static readonly Dictionary<string, Place> s_words = Words();

    /// <summary>Where in a UCD a word may stand.</summary>
    private enum Place
    {
        First,
        Later,
        Any,
    }

    /// <summary>What is wrong with a UCD; null: nothing.</summary>
    /// <param name="ucd">Words with semicolons between; capitals do not matter.</param>
    public static string? Problem(string ucd)
    {
        ArgumentNullException.ThrowIfNull(ucd);
        var words = ucd.Split(';');
        for (var i = 0; i < words.Length; i++)
        {
            if (!s_words.TryGetValue(words[i], out var place))
            {
                return $"'{words[i]}' is no word of UCD1+{Nearest(words[i])}";
            }

            if (place == Place.First && i > 0)
            {
                return $"'{words[i]}' may only be the first word";
            }

            if (place == Place.Later && i == 0)
            {
                return $"'{words[i]}' may not be the first word";
            }
        }

        return words.Distinct(StringComparer.OrdinalIgnoreCase).Count() == words.Length ? null : "a word stands in it twice";
    }

    /// <summary>True where two UCDs have the same words in the same order.</summary>
    public static bool AreSame(string? a, string? b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    private static string Nearest(string word)
    {
        var parent = word;
        while (parent.LastIndexOf('.') is var at && at > 0)
        {
            parent = parent[..at];
            if (s_words.ContainsKey(parent))
            {
                return $"; '{parent}' is one";
            }
        }

        return "";
    }

    private static Dictionary<string, Place> Words()
    {
        var words = new Dictionary<string, Place>(StringComparer.OrdinalIgnoreCase);
        foreach (var (list, place) in new[]
        {
            (UcdWords.First, Place.First), (UcdWords.Later, Place.Later), (UcdWords.Any, Place.Any),
            (UcdWords.Photometric, Place.Any), (UcdWords.Colour, Place.Any), (UcdWords.Vector, Place.Any),
        })
        {
            foreach (var word in list.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            {
                words.Add(word, place);
            }
        }

        return words;
    }
}
