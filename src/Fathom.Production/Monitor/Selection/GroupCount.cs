using System.Buffers;
using System.Numerics;

namespace Fathom.Production.Monitor.Selection;

/// <summary>Counts the rows of a set by one or two dimensions.</summary>
internal static class GroupCount
{
    // Cells of a dense table: 4 MB, which stays in the cache.
    private const int MostCells = 1 << 20;

    /// <summary>The cells that have rows: the code of the first dimension times the cardinality of the second, plus its code.</summary>
    public static List<(long Cell, int Count)> Count(RowSet set, GroupCodes first, GroupCodes? second)
    {
        long cells = (long)first.Cardinality * (second?.Cardinality ?? 1);
        using ICells counts = cells <= MostCells ? new DenseCells((int)cells) : new HashedCells();
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

            return counts.Found();
        }
        finally
        {
            ArrayPool<int>.Shared.Return(scratch);
        }
    }
}

/// <summary>Counts by cell.</summary>
internal interface ICells : IDisposable
{
    /// <summary>Counts rows by one code.</summary>
    void Add(ReadOnlySpan<ulong> words, ReadOnlySpan<int> codes);

    /// <summary>Counts rows by two codes.</summary>
    void Add(ReadOnlySpan<ulong> words, ReadOnlySpan<int> first, ReadOnlySpan<int> second, int cardinality);

    /// <summary>Cells that are not empty.</summary>
    List<(long Cell, int Count)> Found();
}

/// <summary>A counter for each cell.</summary>
internal sealed class DenseCells : ICells
{
    private readonly int[] _counts;
    private readonly int _cells;

    public DenseCells(int cells)
    {
        _cells = cells;
        _counts = ArrayPool<int>.Shared.Rent(Math.Max(1, cells));
        _counts.AsSpan(0, cells).Clear();
    }

    public void Add(ReadOnlySpan<ulong> words, ReadOnlySpan<int> codes)
    {
        for (int word = 0; word < words.Length; word++)
        {
            for (ulong left = words[word]; left != 0; left &= left - 1)
            {
                _counts[codes[(word * 64) + BitOperations.TrailingZeroCount(left)]]++;
            }
        }
    }

    public void Add(ReadOnlySpan<ulong> words, ReadOnlySpan<int> first, ReadOnlySpan<int> second, int cardinality)
    {
        for (int word = 0; word < words.Length; word++)
        {
            for (ulong left = words[word]; left != 0; left &= left - 1)
            {
                int row = (word * 64) + BitOperations.TrailingZeroCount(left);
                _counts[(first[row] * cardinality) + second[row]]++;
            }
        }
    }

    public List<(long Cell, int Count)> Found()
    {
        var found = new List<(long Cell, int Count)>();
        for (int cell = 0; cell < _cells; cell++)
        {
            if (_counts[cell] > 0)
            {
                found.Add((cell, _counts[cell]));
            }
        }

        return found;
    }

    public void Dispose() => ArrayPool<int>.Shared.Return(_counts);
}
