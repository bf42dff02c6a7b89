namespace Fathom.Vo.Adql;

/// <summary>Finds what a mistyped name may have meant.</summary>
internal static class NearNames
{
    private const int Longest = 64;
    private const int MostCandidates = 2000;

    /// <summary>A sentence with the nearest names, with a space before; empty where none is near.</summary>
    public static string Hint(string name, IEnumerable<string> candidates)
    {
        string[] near = [.. Near(name, candidates)];
        return near.Length == 0 ? string.Empty : $" Did you mean {string.Join(" or ", near)}?";
    }

    private static IEnumerable<string> Near(string name, IEnumerable<string> candidates)
    {
        if (name.Length > Longest)
        {
            return [];
        }

        int most = Math.Max(1, name.Length / 3);
        return candidates.Take(MostCandidates)
            .Where(candidate => Math.Abs(candidate.Length - name.Length) <= most)
            .Select(candidate => (candidate, steps: Steps(name.ToUpperInvariant(), candidate.ToUpperInvariant())))
            .Where(pair => pair.steps <= most)
            .OrderBy(pair => pair.steps).ThenBy(pair => pair.candidate, StringComparer.Ordinal)
            .Select(pair => pair.candidate).Distinct().Take(3);
    }

    // Levenshtein's distance, one row at a time.
    private static int Steps(string from, string to)
    {
        Span<int> row = stackalloc int[to.Length + 1];
        for (int j = 0; j <= to.Length; j++)
        {
            row[j] = j;
        }

        for (int i = 1; i <= from.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.Length; j++)
            {
                int replaced = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[to.Length];
    }
}
