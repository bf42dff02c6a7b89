using System.Buffers;
using System.Numerics;

namespace Fathom.Production.Monitor.Selection;

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

    public void GiveTo(LargestGroups largest)
    {
        for (int cell = 0; cell < _cells; cell++)
        {
            if (_counts[cell] > 0)
            {
                largest.Take(cell, _counts[cell]);
            }
        }
    }

    public void Dispose() => ArrayPool<int>.Shared.Return(_counts);
}
