namespace Fathom.Production.Monitor.Selection;

/// <summary>A condition on rows of a chunk.</summary>
internal abstract class RowPredicate
{
    /// <summary>False where no row of the chunk can match.</summary>
    public virtual bool MayMatch(JobChunk chunk) => true;

    /// <summary>Takes the rows out of the set that do not match.</summary>
    public abstract void And(JobChunk chunk, Span<ulong> words);
}

/// <summary>Conditions that hold together, made ready for one table.</summary>
/// <param name="ids">Ids of jobs, any of the ranges; null for all.</param>
/// <param name="predicates">The others.</param>
/// <param name="never">True where it is known that no job matches.</param>
internal sealed class RowPredicates(IReadOnlyList<NumberRange>? ids, IReadOnlyList<RowPredicate> predicates, bool never)
{
    /// <summary>Sets the bits of the matching rows; the words come empty.</summary>
    public void Select(JobChunk chunk, int index, Span<ulong> words)
    {
        if (never || !predicates.All(predicate => predicate.MayMatch(chunk)))
        {
            return;
        }

        long first = ((long)index * JobTable.ChunkRows) + 1;
        if (ids is null)
        {
            SetBits(words, 0, chunk.Count);
        }
        else
        {
            foreach (NumberRange range in ids)
            {
                long from = Math.Clamp(range.Low, first, first + chunk.Count) - first;
                long to = Math.Clamp(range.High, first - 1, first + chunk.Count - 1) - first + 1;
                SetBits(words, (int)from, (int)to);
            }
        }

        foreach (RowPredicate predicate in predicates)
        {
            predicate.And(chunk, words);
        }
    }

    private static void SetBits(Span<ulong> words, int from, int to)
    {
        for (int row = from; row < to;)
        {
            int word = row >> 6, bit = row & 63, taken = Math.Min(64 - bit, to - row);
            words[word] |= (taken == 64 ? ulong.MaxValue : (1UL << taken) - 1) << bit;
            row += taken;
        }
    }
}
