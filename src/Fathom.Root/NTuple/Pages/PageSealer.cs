using System.Buffers.Binary;
using Fathom.Root.Checksums;
using Fathom.Root.Compression;

namespace Fathom.Root.NTuple.Pages;

/// <summary>Encodes, compresses and checksums pages; one for a whole file, since it keeps its buffers.</summary>
internal sealed class PageSealer(BlockCompressor compressor)
{
    private byte[] _encoded = [];

    /// <summary>Seals a page.</summary>
    /// <param name="type">Column type.</param>
    /// <param name="elements">Elements in memory form; changed on the way.</param>
    internal SealedPage Seal(ColumnType type, Span<byte> elements)
    {
        int count = elements.Length / type.Width();
        ReadOnlySpan<byte> stored = compressor.Pack(Encoded(type, elements, (int)type.StorageBytes(count)));
        byte[] bytes = SealedPage.Rent(stored.Length);
        stored.CopyTo(bytes);
        ulong checksum = Xxh3.Hash(stored);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(stored.Length), checksum);
        return new SealedPage(count, bytes, stored.Length, checksum);
    }

    private ReadOnlySpan<byte> Encoded(ColumnType type, Span<byte> elements, int length)
    {
        if (type.IsPlain())
        {
            return elements;
        }

        if (_encoded.Length < length)
        {
            _encoded = new byte[length];
        }

        Span<byte> page = _encoded.AsSpan(0, length);
        PageEncoding.Encode(type, elements, page);
        return page;
    }
}
