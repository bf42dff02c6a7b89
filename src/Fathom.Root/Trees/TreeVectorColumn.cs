using System.Runtime.CompilerServices;
using Fathom.Root.Container;
using Fathom.Root.Streamers.Written;
using Fathom.Root.Trees.Writing;

namespace Fathom.Root.Trees;

/// <summary>
/// Any number of numbers per entry: a branch of counts, and one of the numbers whose leaf refers to it (<c>x[nx]</c>).
/// </summary>
/// <typeparam name="T">bool, sbyte to ulong, float or double.</typeparam>
public sealed class TreeVectorColumn<T> : TreeListColumn<T> where T : unmanaged
{
    private readonly LeafType _type = LeafType.Of<T>();
    private readonly string _counter;
    private BranchBuffer _counts = null!;
    private BranchBuffer _values = null!;
    private int _basketBytes;
    private int _longest;

    internal TreeVectorColumn(string name, string counter)
        : base(name) => _counter = counter;

    internal override IEnumerable<string> BranchNames => [Name, _counter];

    internal override long Bytes => _counts.Bytes + _values.Bytes;

    internal override (long Unpacked, long Stored) BasketBytes =>
        (_counts.Baskets.UnpackedBytes + _values.Baskets.UnpackedBytes, _counts.Baskets.StoredBytes + _values.Baskets.StoredBytes);

    internal override void Open(FileSink sink, string tree, int basketBytes)
    {
        _basketBytes = basketBytes;
        _counts = new BranchBuffer(sink, _counter, tree, sizeof(int), variable: false, basketBytes);
        _values = new BranchBuffer(sink, Name, tree, Unsafe.SizeOf<T>(), variable: true, basketBytes);
    }

    internal override void Flush()
    {
        _counts.Flush();
        _values.Flush();
    }

    internal override IEnumerable<(WrittenObject Branch, WrittenObject Leaf)> Describe(uint compression)
    {
        // Readers make room for the longest entry by the maximum of the counter.
        WrittenObject count = BranchObjects.Leaf("TLeafI", _counter, _counter, 1, sizeof(int));
        count["fIsRange"] = true;
        count["fMaximum"] = _longest;
        yield return (BranchObjects.Branch(
            "TBranch", _counter, $"{_counter}/I", count, _counts.Baskets, _basketBytes, variable: false, compression), count);

        string title = $"{Name}[{_counter}]";
        WrittenObject leaf = BranchObjects.Leaf(_type.LeafClass, Name, title, 1, Unsafe.SizeOf<T>());
        leaf["fIsUnsigned"] = _type.Unsigned;
        leaf["fLeafCount"] = count;
        yield return (BranchObjects.Branch(
            "TBranch", Name, $"{title}/{_type.Letter}", leaf, _values.Baskets, _basketBytes, variable: true, compression), leaf);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private protected override void Append(ReadOnlySpan<T> values, ReadOnlySpan<long> offsets)
    {
        const int Step = 256;
        Span<int> counts = stackalloc int[Step];
        for (int at = 1; at < offsets.Length; at += Step)
        {
            int step = Math.Min(Step, offsets.Length - at);
            for (int i = 0; i < step; i++)
            {
                counts[i] = (int)(offsets[at + i] - offsets[at + i - 1]);
                _longest = Math.Max(_longest, counts[i]);
            }

            _counts.Append<int>(counts[..step], 1);
        }

        _values.Append(values, offsets);
    }
}
