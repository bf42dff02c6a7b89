using System.Runtime.CompilerServices;
using Fathom.Root.Container;
using Fathom.Root.Streamers.Written;
using Fathom.Root.Trees.Writing;

namespace Fathom.Root.Trees;

/// <summary>
/// Any number of numbers per entry: a branch of counts, and one of the numbers whose leaf refers to it (<c>x[nx]</c>).
/// Several may have the same counts.
/// </summary>
/// <typeparam name="T">bool, sbyte to ulong, float or double.</typeparam>
public sealed class TreeVectorColumn<T> : TreeListColumn<T> where T : unmanaged
{
    private readonly LeafType _type = LeafType.Of<T>();
    private BranchBuffer _values = null!;
    private int _basketBytes;

    /// <summary>A branch with counts of its own, or with those of others.</summary>
    internal TreeVectorColumn(string name, string counter, TreeCounter? shared)
        : base(name) => Counter = shared ?? new TreeCounter(counter, this);

    internal override TreeCounter Counter { get; }

    internal override IEnumerable<string> BranchNames => OwnsCounter ? [Name, Counter.Name] : [Name];

    internal override long Bytes => _values.Bytes + (OwnsCounter ? Counter.Bytes : 0);

    internal override (long Unpacked, long Stored) BasketBytes => OwnsCounter
        ? (Counter.Baskets.UnpackedBytes + _values.Baskets.UnpackedBytes, Counter.Baskets.StoredBytes + _values.Baskets.StoredBytes)
        : (_values.Baskets.UnpackedBytes, _values.Baskets.StoredBytes);

    private bool OwnsCounter => Counter.Owner == this;

    internal override void CheckCounts(bool batch)
    {
        ReadOnlySpan<long> own = Ends(batch);
        ReadOnlySpan<long> counted = Counter.Owner.Ends(batch);
        for (int i = 1; !OwnsCounter && i < own.Length; i++)
        {
            if (own[i] - own[i - 1] != counted[i] - counted[i - 1])
            {
                throw new InvalidOperationException(
                    $"branch {Name} has {own[i] - own[i - 1]} values where {Counter.Owner.Name} has {counted[i] - counted[i - 1]}: both are counted by {Counter.Name}");
            }
        }
    }

    internal override void Open(FileSink sink, string tree, int basketBytes)
    {
        _basketBytes = basketBytes;
        if (OwnsCounter)
        {
            Counter.Open(sink, tree, basketBytes);
        }

        _values = new BranchBuffer(sink, Name, tree, variable: true, basketBytes);
    }

    internal override void Flush()
    {
        if (OwnsCounter)
        {
            Counter.Flush();
        }

        _values.Flush();
    }

    internal override IEnumerable<(WrittenObject Branch, WrittenObject Leaf)> Describe(uint compression)
    {
        if (OwnsCounter)
        {
            WrittenObject counts = Counter.Describe(_basketBytes, compression);
            yield return (counts, Counter.Leaf);
        }

        string title = $"{Name}[{Counter.Name}]";
        WrittenObject leaf = BranchObjects.Leaf(_type.LeafClass, Name, title, 1, Unsafe.SizeOf<T>());
        leaf["fIsUnsigned"] = _type.Unsigned;
        leaf["fLeafCount"] = Counter.Leaf;
        yield return (BranchObjects.Branch(
            "TBranch", Name, $"{title}/{_type.Letter}", leaf, _values.Baskets, _basketBytes, variable: true, compression), leaf);
    }

    private protected override void Append(ReadOnlySpan<T> values, ReadOnlySpan<long> offsets)
    {
        if (OwnsCounter)
        {
            Counter.Append(offsets);
        }

        _values.Append(values, offsets);
    }
}
