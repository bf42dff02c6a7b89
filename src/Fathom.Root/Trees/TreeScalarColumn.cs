using System.Runtime.CompilerServices;
using Fathom.Root.Columns;
using Fathom.Root.Container;
using Fathom.Root.Streamers.Written;
using Fathom.Root.Trees.Writing;

namespace Fathom.Root.Trees;

/// <summary>A branch of as many numbers in every entry, mostly one.</summary>
/// <typeparam name="T">bool, sbyte to ulong, float or double.</typeparam>
public sealed class TreeScalarColumn<T> : TreeColumn where T : unmanaged
{
    private readonly LeafType _type = LeafType.Of<T>();
    private readonly int _items;
    private readonly T[] _current;
    private BranchBuffer _buffer = null!;
    private ReadOnlyMemory<T> _batch;
    private bool _batched;
    private int _basketBytes;

    internal TreeScalarColumn(string name, int items)
        : base(name)
    {
        _items = items;
        _current = new T[items];
    }

    /// <summary>The first, mostly only, number of the entry that the next <see cref="TreeWriter.Fill()"/> writes.</summary>
    public T Value
    {
        get => _current[0];
        set => _current[0] = value;
    }

    /// <summary>All numbers of the entry that the next <see cref="TreeWriter.Fill()"/> writes; kept until set again.</summary>
    public Span<T> Values => _current;

    internal override int BatchCount => _batched ? _batch.Length / _items : -1;

    internal override long Bytes => _buffer.Bytes;

    internal override (long Unpacked, long Stored) BasketBytes => (_buffer.Baskets.UnpackedBytes, _buffer.Baskets.StoredBytes);

    /// <summary>Sets the values of the entries that the next <see cref="TreeWriter.Fill(int)"/> writes; read until then.</summary>
    /// <param name="values">Shape (entries × numbers of an entry).</param>
    public void SetBatch(ReadOnlyMemory<T> values)
    {
        _batch = values.Length % _items == 0 ? values
            : throw new ArgumentException($"{values.Length} values for entries of {_items}", nameof(values));
        _batched = true;
    }

    internal override void Open(FileSink sink, string tree, int basketBytes)
    {
        _basketBytes = basketBytes;
        _buffer = new BranchBuffer(sink, Name, tree, variable: false, basketBytes);
    }

    internal override void Fill() => _buffer.Append<T>(_current, _items);

    internal override void FillBatch()
    {
        _buffer.Append(_batch.Span, _items);
        (_batch, _batched) = (default, false);
    }

    internal override void FillRows(RootColumn rows)
    {
        RootColumn items = rows;
        while (items is ListColumn lists)
        {
            items = lists.Items;
        }

        _buffer.Append(((NumberColumn<T>)items).Values, _items);
    }

    internal override void Flush() => _buffer.Flush();

    internal override IEnumerable<(WrittenObject Branch, WrittenObject Leaf)> Describe(uint compression)
    {
        string title = _items == 1 ? Name : $"{Name}[{_items}]";
        WrittenObject leaf = BranchObjects.Leaf(_type.LeafClass, Name, title, _items, Unsafe.SizeOf<T>());
        leaf["fIsUnsigned"] = _type.Unsigned;
        yield return (BranchObjects.Branch(
            "TBranch", Name, $"{title}/{_type.Letter}", leaf, _buffer.Baskets, _basketBytes, variable: false, compression), leaf);
    }
}
