using System.Numerics;

namespace Fathom.Production.Monitor.Selection;

/// <summary>The keys of a column, ascending or descending. The loops are made anew for each type of column.</summary>
/// <param name="column">The column of a chunk.</param>
/// <param name="keyOf">Key of a value.</param>
/// <param name="flip">0 for ascending; all bits for descending.</param>
internal sealed class ColumnKeys<T, TKey>(Func<JobChunk, T[]> column, TKey keyOf, ulong flip) : SortKeys
    where T : unmanaged, INumber<T>
    where TKey : struct, IKeyOf<T>
{
    public override void Count(RowSet set, ulong low, ulong high, int shift, Span<int> buckets)
    {
        for (int chunk = 0; chunk < set.Chunks.Length; chunk++)
        {
            if (set.CountOf(chunk) > 0)
            {
                lock (set.Chunks[chunk].Gate)
                {
                    Count(column(set.Chunks[chunk]), set.Of(chunk), low, high, shift, buckets);
                }
            }
        }
    }

    public override void Collect(RowSet set, ulong low, ulong high, List<Candidate> into)
    {
        for (int chunk = 0; chunk < set.Chunks.Length; chunk++)
        {
            if (set.CountOf(chunk) > 0)
            {
                lock (set.Chunks[chunk].Gate)
                {
                    Collect(column(set.Chunks[chunk]), set.Of(chunk), chunk * JobTable.ChunkRows, low, high, into);
                }
            }
        }
    }

    public override void CollectEqual(RowSet set, ulong key, long skip, int most, List<Candidate> into)
    {
        int end = into.Count + most;
        for (int chunk = 0; chunk < set.Chunks.Length && into.Count < end; chunk++)
        {
            if (set.CountOf(chunk) > 0)
            {
                lock (set.Chunks[chunk].Gate)
                {
                    skip = CollectEqual(column(set.Chunks[chunk]), set.Of(chunk), chunk * JobTable.ChunkRows, key, skip, end, into);
                }
            }
        }
    }

    private void Count(ReadOnlySpan<T> values, ReadOnlySpan<ulong> words, ulong low, ulong high, int shift, Span<int> buckets)
    {
        ulong width = high - low;
        for (int word = 0; word < words.Length; word++)
        {
            ReadOnlySpan<T> part = values.Slice(word * 64, 64);
            if (words[word] == ulong.MaxValue)
            {
                foreach (T value in part)
                {
                    ulong above = (keyOf.Key(value) ^ flip) - low;
                    if (above <= width)
                    {
                        buckets[(int)(above >> shift)]++;
                    }
                }

                continue;
            }

            for (ulong left = words[word]; left != 0; left &= left - 1)
            {
                ulong above = (keyOf.Key(part[BitOperations.TrailingZeroCount(left)]) ^ flip) - low;
                if (above <= width)
                {
                    buckets[(int)(above >> shift)]++;
                }
            }
        }
    }

    private void Collect(ReadOnlySpan<T> values, ReadOnlySpan<ulong> words, int first, ulong low, ulong high, List<Candidate> into)
    {
        ulong width = high - low;
        for (int word = 0; word < words.Length; word++)
        {
            for (ulong left = words[word]; left != 0; left &= left - 1)
            {
                int row = (word * 64) + BitOperations.TrailingZeroCount(left);
                ulong key = keyOf.Key(values[row]) ^ flip;
                if (key - low <= width)
                {
                    into.Add(new Candidate(key, first + row));
                }
            }
        }
    }

    private long CollectEqual(
        ReadOnlySpan<T> values, ReadOnlySpan<ulong> words, int first, ulong key, long skip, int end, List<Candidate> into)
    {
        for (int word = 0; word < words.Length; word++)
        {
            ulong equal = 0;
            for (ulong left = words[word]; left != 0; left &= left - 1)
            {
                int bit = BitOperations.TrailingZeroCount(left);
                equal |= (keyOf.Key(values[(word * 64) + bit]) ^ flip) == key ? 1UL << bit : 0;
            }

            int here = BitOperations.PopCount(equal);
            if (skip >= here)
            {
                skip -= here;
                continue;
            }

            for (; equal != 0; equal &= equal - 1)
            {
                if (skip > 0)
                {
                    skip--;
                }
                else if (into.Count < end)
                {
                    into.Add(new Candidate(key, first + (word * 64) + BitOperations.TrailingZeroCount(equal)));
                }
                else
                {
                    return 0;
                }
            }
        }

        return skip;
    }
}
