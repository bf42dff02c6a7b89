using System.Buffers;
using System.Numerics;

namespace Fathom.Production.Monitor.Selection;

/// <summary>Counts of very many cells: the cells of all rows are put into parts by their high bits, and each part is counted where
/// it fits the cache. Reads and writes run in order, where one large table of counters would be hit at random.</summary>
internal sealed class PartitionedCells(int cells, int rows) : ICells
{
    private const int PartBits = 18;
    private readonly int[] _cells = ArrayPool<int>.Shared.Rent(Math.Max(1, rows));
    private readonly int[] _starts = new int[(cells >> PartBits) + 2];
    private int _rows;

    public void Add(ReadOnlySpan<ulong> words, ReadOnlySpan<int> codes) => Add(words, codes, codes, 0);

    public void Add(ReadOnlySpan<ulong> words, ReadOnlySpan<int> first, ReadOnlySpan<int> second, int cardinality)
    {
        for (int word = 0; word < words.Length; word++)
        {
            for (ulong left = words[word]; left != 0; left &= left - 1)
            {
                int row = (word * 64) + BitOperations.TrailingZeroCount(left);
                int cell = (first[row] * cardinality) + second[row];
                _cells[_rows++] = cell;
                _starts[(cell >> PartBits) + 1]++;
            }
        }
    }

    public void GiveTo(LargestGroups largest)
    {
        int[] sorted = ArrayPool<int>.Shared.Rent(Math.Max(1, _rows));
        int[] counts = ArrayPool<int>.Shared.Rent(1 << PartBits);
        try
        {
            Partition(sorted);
            for (int part = 0, from = 0; part < _starts.Length - 1; part++)
            {
                // After the partition each start has moved to the end of its part.
                int to = _starts[part];
                if (to > from)
                {
                    Count(sorted.AsSpan(from, to - from), part << PartBits, counts, largest);
                }

                from = to;
            }
        }
        finally
        {
            ArrayPool<int>.Shared.Return(sorted);
            ArrayPool<int>.Shared.Return(counts);
        }
    }

    public void Dispose() => ArrayPool<int>.Shared.Return(_cells);

    private void Partition(int[] sorted)
    {
        for (int part = 1; part < _starts.Length; part++)
        {
            _starts[part] += _starts[part - 1];
        }

        foreach (int cell in _cells.AsSpan(0, _rows))
        {
            sorted[_starts[cell >> PartBits]++] = cell;
        }
    }

    private static void Count(ReadOnlySpan<int> cells, int first, int[] counts, LargestGroups largest)
    {
        // Of a few cells only those are cleared and read.
        foreach (int cell in cells)
        {
            counts[cell - first] = 0;
        }

        foreach (int cell in cells)
        {
            counts[cell - first]++;
        }

        foreach (int cell in cells)
        {
            if (counts[cell - first] > 0)
            {
                largest.Take(cell, counts[cell - first]);
                counts[cell - first] = 0;
            }
        }
    }
}
