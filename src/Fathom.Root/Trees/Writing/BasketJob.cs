using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Fathom.Root.Checksums;
using Fathom.Root.Columns;
using Fathom.Root.Compression.Packing;

namespace Fathom.Root.Trees.Writing;

/// <summary>A full basket on its way into the file: with the offsets of its entries in ROOT's byte order, compressed.</summary>
/// <param name="rented">Array with the data, and the offsets; taken over.</param>
/// <param name="used">Bytes of the data.</param>
/// <param name="variable">Behind the data and room for a number stands where each entry begins in them.</param>
/// <param name="entries">Number of entries.</param>
/// <param name="keyLength">Length of the key before the basket, from which stored offsets count.</param>
/// <param name="pool">Where the array came from.</param>
internal sealed class BasketJob(byte[] rented, int used, bool variable, int entries, int keyLength, PagePool pool) : PackingJob
{
    /// <summary>Bytes that the offsets of so many entries take: their number, they, and a zero.</summary>
    internal static int OffsetBytes(int entries) => sizeof(int) * (entries + 2);

    /// <summary>Array whose first bytes are the basket as stored.</summary>
    internal byte[] Rented { get; private set; } = rented;

    internal int DataLength => used;

    /// <summary>Bytes as stored, once the job is done.</summary>
    internal int StoredLength { get; private set; }

    /// <summary>Bytes of data and offsets before compression.</summary>
    internal int Length => used + (variable ? OffsetBytes(entries) : 0);

    internal ReadOnlySpan<byte> Stored => Rented.AsSpan(0, StoredLength);

    /// <summary>The XXH3 of the stored bytes: they count with it for the identity of the file.</summary>
    internal ulong Checksum { get; private set; }

    internal override void Run(PackingTools tools)
    {
        byte[] data = Rented;
        if (variable)
        {
            TurnOffsets(data.AsSpan(used));
        }

        Span<byte> whole = data.AsSpan(0, Length);
        byte[] target = tools.Compressor.Packs ? pool.Rent(Length) : data;
        ReadOnlySpan<byte> packed = tools.Compressor.Pack(whole, target == data ? [] : target);
        Rented = packed.Overlaps(target) ? target : data;
        if (!packed.Overlaps(Rented))
        {
            packed.CopyTo(Rented);
        }

        if (target != data)
        {
            pool.Return(Rented == target ? data : target);
        }

        StoredLength = packed.Length;
        Checksum = Xxh3.Hash(Stored);
    }

    /// <summary>Turns the offsets where they stand: their number before them, from the begin of the key, a zero behind.</summary>
    private void TurnOffsets(Span<byte> target)
    {
        BinaryPrimitives.WriteInt32BigEndian(target, entries + 1);
        Span<int> begins = MemoryMarshal.Cast<byte, int>(target.Slice(sizeof(int), sizeof(int) * entries));
        RowEnds.Shift(begins, keyLength);
        BinaryPrimitives.ReverseEndianness(begins, begins);
        target.Slice(sizeof(int) * (entries + 1), sizeof(int)).Clear();
    }
}
