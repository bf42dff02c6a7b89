using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Fathom.Root.Container;
using Fathom.Root.Streamers;
using Fathom.Root.Streamers.Written;
using Fathom.Root.Trees.Writing;

namespace Fathom.Root.Trees;

/// <summary>Any number of numbers per entry, as an object of <c>std::vector&lt;T&gt;</c> (TBranchElement).</summary>
/// <typeparam name="T">bool, sbyte to ulong, float or double.</typeparam>
public sealed class TreeStdVectorColumn<T> : TreeListColumn<T> where T : unmanaged
{
    private const uint ByteCountMark = 0x40000000;
    private const int HeaderLength = sizeof(uint) + sizeof(ushort) + sizeof(int);

    /// <summary>Version that ROOT gives to collections in files.</summary>
    private const ushort CollectionVersion = 9;

    private readonly string _className = $"vector<{LeafType.Of<T>().CppName}>";
    private BranchBuffer _buffer = null!;
    private int _basketBytes;

    internal TreeStdVectorColumn(string name)
        : base(name)
    {
    }

    internal override long Bytes => _buffer.Bytes;

    internal override (long Unpacked, long Stored) BasketBytes => (_buffer.Baskets.UnpackedBytes, _buffer.Baskets.StoredBytes);

    internal override void Open(FileSink sink, string tree, int basketBytes)
    {
        _basketBytes = basketBytes;
        sink.Classes.Use(_className);
        _buffer = new BranchBuffer(sink, Name, tree, variable: true, basketBytes);
    }

    internal override void Flush() => _buffer.Flush();

    internal override IEnumerable<(WrittenObject Branch, WrittenObject Leaf)> Describe(uint compression)
    {
        WrittenClass described = ClassTable.Get(_className);
        WrittenObject leaf = BranchObjects.Leaf("TLeafElement", Name, Name, 1, 0);
        leaf["fID"] = -1;
        leaf["fType"] = -1;
        WrittenObject branch = BranchObjects.Branch(
            "TBranchElement", Name, Name, leaf, _buffer.Baskets, _basketBytes, variable: true, compression);
        branch["fClassName"] = _className;
        branch["fCheckSum"] = described.Checksum;
        branch["fClassVersion"] = described.Version;
        branch["fID"] = -1;
        branch["fStreamerType"] = -1;
        yield return (branch, leaf);
    }

    private protected override void Append(ReadOnlySpan<T> values, ReadOnlySpan<long> offsets)
    {
        for (int row = 1; row < offsets.Length; row++)
        {
            ReadOnlySpan<T> items = values[(int)offsets[row - 1]..(int)offsets[row]];
            Span<byte> entry = _buffer.BeginEntry(HeaderLength + (items.Length * Unsafe.SizeOf<T>()));
            BinaryPrimitives.WriteUInt32BigEndian(entry, ByteCountMark | (uint)(entry.Length - sizeof(uint)));
            BinaryPrimitives.WriteUInt16BigEndian(entry[sizeof(uint)..], CollectionVersion);
            BinaryPrimitives.WriteInt32BigEndian(entry[(sizeof(uint) + sizeof(ushort))..], items.Length);
            BigEndian.Write(items, entry[HeaderLength..]);
        }
    }
}
