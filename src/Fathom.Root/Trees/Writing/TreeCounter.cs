using Fathom.Root.Columns;
using Fathom.Root.Container;
using Fathom.Root.Streamers.Written;

namespace Fathom.Root.Trees.Writing;

/// <summary>The branch that counts the numbers of one or several others, and belongs to the first of them.</summary>
/// <param name="name">Its name.</param>
/// <param name="owner">The branch whose numbers it was made for.</param>
internal sealed class TreeCounter(string name, TreeColumn owner)
{
    private BranchBuffer _buffer = null!;
    private int _longest;

    internal string Name => name;

    internal TreeColumn Owner => owner;

    internal long Bytes => _buffer.Bytes;

    internal BasketTable Baskets => _buffer.Baskets;

    /// <summary>Its leaf as described last, to which the leaves of the branches it counts refer.</summary>
    internal WrittenObject Leaf { get; private set; } = null!;

    internal void Open(FileSink sink, string tree, int basketBytes) =>
        _buffer = new BranchBuffer(sink, name, tree, variable: false, basketBytes);

    internal void Flush() => _buffer.Flush();

    /// <summary>Appends the counts of entries that are cut by offsets.</summary>
    internal void Append(ReadOnlySpan<long> offsets)
    {
        const int Step = 1024;
        Span<int> counts = stackalloc int[Step];
        for (int at = 1; at < offsets.Length; at += Step)
        {
            int step = Math.Min(Step, offsets.Length - at);
            _longest = Math.Max(_longest, RowEnds.Counts(offsets.Slice(at - 1, step + 1), counts[..step]));
            _buffer.Append<int>(counts[..step], 1);
        }
    }

    internal WrittenObject Describe(int basketBytes, uint compression)
    {
        // Readers make room for the longest entry by the maximum of the counter.
        Leaf = BranchObjects.Leaf("TLeafI", name, name, 1, sizeof(int));
        Leaf["fIsRange"] = true;
        Leaf["fMaximum"] = _longest;
        return BranchObjects.Branch("TBranch", name, $"{name}/I", Leaf, _buffer.Baskets, basketBytes, variable: false, compression);
    }
}
