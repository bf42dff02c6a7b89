using System.Numerics;

namespace Fathom.Production.Monitor.Selection;

/// <summary>The rows of one page in the order of their ids: chunks before the page are skipped by their count.</summary>
internal static class IdSelection
{
    /// <summary>The rows at the places from, inclusive, to to, exclusive.</summary>
    public static List<int> Rows(RowSet set, long from, long to, bool descending)
    {
        to = Math.Min(to, set.Count);
        if (from >= to)
        {
            return [];
        }

        // From the end it is the same page of ascending ids, turned round.
        List<int> rows = descending ? Ascending(set, set.Count - to, set.Count - from) : Ascending(set, from, to);
        if (descending)
        {
            rows.Reverse();
        }

        return rows;
    }

    private static List<int> Ascending(RowSet set, long from, long to)
    {
        var rows = new List<int>((int)(to - from));
        long place = 0;
        for (int chunk = 0; chunk < set.Chunks.Length && place < to; place += set.CountOf(chunk), chunk++)
        {
            if (place + set.CountOf(chunk) > from)
            {
                Take(set.Of(chunk), chunk * JobTable.ChunkRows, from - place, to - place, rows);
            }
        }

        return rows;
    }

    private static void Take(ReadOnlySpan<ulong> words, int first, long from, long to, List<int> rows)
    {
        long place = 0;
        for (int word = 0; word < words.Length && place < to; word++)
        {
            int here = BitOperations.PopCount(words[word]);
            if (place + here <= from)
            {
                place += here;
                continue;
            }

            for (ulong left = words[word]; left != 0; left &= left - 1, place++)
            {
                if (place >= from && place < to)
                {
                    rows.Add(first + (word * 64) + BitOperations.TrailingZeroCount(left));
                }
            }
        }
    }
}
