using System.Numerics;
using System.Runtime.InteropServices;

namespace Fathom.Production.Monitor.Selection;

/// <summary>A counter for each cell that occurs, for dimensions of more cells than an array has.</summary>
internal sealed class HashedCells : ICells
{
    private readonly Dictionary<long, int> _counts = [];

    public void Add(ReadOnlySpan<ulong> words, ReadOnlySpan<int> codes)
    {
        for (int word = 0; word < words.Length; word++)
        {
            for (ulong left = words[word]; left != 0; left &= left - 1)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(_counts, codes[(word * 64) + BitOperations.TrailingZeroCount(left)], out _)++;
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
                CollectionsMarshal.GetValueRefOrAddDefault(_counts, ((long)first[row] * cardinality) + second[row], out _)++;
            }
        }
    }

    public void GiveTo(LargestGroups largest)
    {
        foreach ((long cell, int count) in _counts)
        {
            largest.Take(cell, count);
        }
    }

    public void Dispose()
    {
        // Nothing is pooled.
    }
}
