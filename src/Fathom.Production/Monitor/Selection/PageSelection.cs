using System.Buffers;
using System.Numerics;

namespace Fathom.Production.Monitor.Selection;

/// <summary>
/// The rows of one page of a sorted set, without sorting the set: a histogram of the keys says in which few buckets the page
/// lies, what is in them is collected, and only that is sorted. A bucket that is too full is looked at again, finer.
/// </summary>
internal sealed class PageSelection(RowSet set, SortKeys keys)
{
    private const int Buckets = 1 << 14;

    // Up to this many it is quicker to collect and sort than to look finer.
    private const int Few = 1 << 14;

    /// <summary>The rows at the places from, inclusive, to to, exclusive, in their order.</summary>
    public List<int> Rows(long from, long to)
    {
        var found = new List<Candidate>();
        to = Math.Min(to, set.Count);
        if (from < to)
        {
            Select(new Bucket(keys.Low, keys.High, set.Count), from, to, found);
        }

        var rows = new List<int>(found.Count);
        foreach (Candidate candidate in found)
        {
            rows.Add(candidate.Row);
        }

        return rows;
    }

    // Appends the candidates at the places [from, to) of a bucket, counted within it.
    private void Select(Bucket bucket, long from, long to, List<Candidate> found)
    {
        if (bucket.Low == bucket.High)
        {
            keys.CollectEqual(set, bucket.Low, from, (int)(to - from), found);
        }
        else if (bucket.Count <= Few)
        {
            Take(bucket, from, to, found);
        }
        else
        {
            SelectFiner(bucket, from, to, found);
        }
    }

    private void SelectFiner(Bucket whole, long from, long to, List<Candidate> found)
    {
        foreach ((Bucket bucket, long before) in Parts(whole, from, to))
        {
            Select(bucket, Math.Max(0, from - before), Math.Min(bucket.Count, to - before), found);
        }
    }

    // The buckets that hold the places [from, to), with the number before each; those between the first and the last as one.
    private List<(Bucket Bucket, long Before)> Parts(Bucket whole, long from, long to)
    {
        ulong width = whole.High - whole.Low;
        int shift = Math.Max(0, 64 - BitOperations.LeadingZeroCount(width) - BitOperations.Log2(Buckets));
        int[] counts = ArrayPool<int>.Shared.Rent(Buckets);
        try
        {
            counts.AsSpan(0, Buckets).Clear();
            keys.Count(set, whole.Low, whole.High, shift, counts.AsSpan(0, Buckets));
            var parts = new List<(Bucket Bucket, long Before)>();
            long before = 0;
            for (int i = 0; i < Buckets && before < to; i++)
            {
                if (counts[i] > 0 && before + counts[i] > from)
                {
                    ulong low = whole.Low + ((ulong)i << shift), span = (1UL << shift) - 1;
                    Join(parts, new Bucket(low, whole.High - low < span ? whole.High : low + span, counts[i]), before);
                }

                before += counts[i];
            }

            return parts;
        }
        finally
        {
            ArrayPool<int>.Shared.Return(counts);
        }
    }

    // Neighbours that together are few are one: collected in one look.
    private static void Join(List<(Bucket Bucket, long Before)> parts, Bucket next, long before)
    {
        if (parts.Count > 0 && parts[^1].Bucket.Count + next.Count <= Few)
        {
            (Bucket last, long beforeLast) = parts[^1];
            parts[^1] = (new Bucket(last.Low, next.High, last.Count + next.Count), beforeLast);
        }
        else
        {
            parts.Add((next, before));
        }
    }

    private void Take(Bucket bucket, long from, long to, List<Candidate> found)
    {
        var all = new List<Candidate>((int)bucket.Count);
        keys.Collect(set, bucket.Low, bucket.High, all);
        all.Sort();
        // Rows may have changed since they were counted: what is no longer there is not on the page.
        for (long place = from; place < Math.Min(to, all.Count); place++)
        {
            found.Add(all[(int)place]);
        }
    }

    private readonly record struct Bucket(ulong Low, ulong High, long Count);
}
