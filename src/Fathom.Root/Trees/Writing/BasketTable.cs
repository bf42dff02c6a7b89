using Fathom.Root.Columns;

namespace Fathom.Root.Trees.Writing;

/// <summary>Where the baskets of a branch are (TBranch::fBasketSeek and its like).</summary>
internal sealed class BasketTable
{
    /// <summary>ROOT's smallest table.</summary>
    private const int Least = 10;

    private GrowingArray<long> _positions = new();
    private GrowingArray<int> _lengths = new();
    private GrowingArray<long> _firstEntries = new();

    internal BasketTable() => _firstEntries.Add(0);

    internal int Count => _positions.Count;

    internal long Entries => _firstEntries.Last;

    internal long StoredBytes { get; private set; }

    internal long UnpackedBytes { get; private set; }

    /// <summary>Length of the tables: one more than there are baskets, at least.</summary>
    internal int Capacity => Math.Max(Least, Count + 1);

    internal int[] Lengths => Padded(_lengths.Values);

    internal long[] Positions => Padded(_positions.Values);

    /// <summary>First entries, and after the last basket the number of entries.</summary>
    internal long[] FirstEntries => Padded(_firstEntries.Values);

    internal void Add(long position, int storedBytes, int unpackedBytes, int entries)
    {
        _positions.Add(position);
        _lengths.Add(storedBytes);
        _firstEntries.Add(Entries + entries);
        StoredBytes += storedBytes;
        UnpackedBytes += unpackedBytes;
    }

    private T[] Padded<T>(ReadOnlySpan<T> values)
    {
        T[] padded = new T[Capacity];
        values.CopyTo(padded);
        return padded;
    }
}
