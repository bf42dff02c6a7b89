using System.Buffers;

namespace Fathom.Production.Monitor.Selection;

/// <summary>Counts the rows of a set by one or two dimensions. A cell is the code of the first times the cardinality of the second, plus its code.</summary>
internal static class GroupCount
{
    // Cells of a dense table: 4 MB, which stays in the cache.
    private const int MostDense = 1 << 20;

    /// <summary>Counts into the cells that have rows.</summary>
    public static void Count(RowSet set, GroupCodes first, GroupCodes? second, LargestGroups largest)
    {
        long cells = (long)first.Cardinality * (second?.Cardinality ?? 1);
        using ICells counts = cells <= MostDense ? new DenseCells((int)cells)
            : cells <= int.MaxValue && set.Count <= Array.MaxLength ? new PartitionedCells((int)cells, (int)set.Count)
            : new HashedCells();
        int[] scratch = ArrayPool<int>.Shared.Rent(2 * JobTable.ChunkRows);
        try
        {
            for (int index = 0; index < set.Chunks.Length; index++)
            {
                if (set.CountOf(index) > 0)
                {
                    JobChunk chunk = set.Chunks[index];
                    Span<int> one = scratch.AsSpan(0, JobTable.ChunkRows), two = scratch.AsSpan(JobTable.ChunkRows, JobTable.ChunkRows);
                    lock (chunk.Gate)
                    {
                        first.Fill(chunk, one[..chunk.Count]);
                        second?.Fill(chunk, two[..chunk.Count]);
                    }

                    if (second is null)
                    {
                        counts.Add(set.Of(index), one);
                    }
                    else
                    {
                        counts.Add(set.Of(index), one, two, second.Cardinality);
                    }
                }
            }

            counts.GiveTo(largest);
        }
        finally
        {
            ArrayPool<int>.Shared.Return(scratch);
        }
    }
}
