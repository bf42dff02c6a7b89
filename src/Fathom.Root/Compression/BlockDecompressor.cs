using System.Buffers.Binary;
using System.IO.Compression;
using Fathom.Root.Checksums;
using Fathom.Root.Compression.Zstandard;

namespace Fathom.Root.Compression;

/// <summary>Unpacks compression blocks of every algorithm that ROOT has written.</summary>
internal sealed unsafe class BlockDecompressor : IDisposable
{
    private ZstdDecompressorHandle? _zstd;
    private ZstdFrames? _frames;

    /// <summary>
    /// Whether the blocks add up to the length asked for. To be asked before memory of that length is reserved: it
    /// costs nothing, and a forged length would be believed otherwise.
    /// </summary>
    internal static bool Promises(ReadOnlySpan<byte> packed, long length)
    {
        long total = 0;
        while (packed.Length >= BlockHeader.Size)
        {
            BlockHeader header = BlockHeader.Read(packed);
            total += header.Uncompressed;
            if (header.Compressed > packed.Length - BlockHeader.Size)
            {
                return false;
            }

            packed = packed[(BlockHeader.Size + header.Compressed)..];
        }

        return packed.IsEmpty && total == length;
    }

    /// <summary>Fills the target, whose length the blocks must give exactly.</summary>
    /// <param name="packed">The blocks.</param>
    /// <param name="target">Receives what they become.</param>
    /// <param name="known">A checksum of the blocks was found right: those within them are not computed, too.</param>
    /// <exception cref="InvalidDataException">A block is damaged or of an unknown algorithm.</exception>
    internal void Unpack(ReadOnlySpan<byte> packed, Span<byte> target, bool known = false)
    {
        while (!packed.IsEmpty)
        {
            BlockHeader header = packed.Length >= BlockHeader.Size
                ? BlockHeader.Read(packed)
                : throw new InvalidDataException("an incomplete block header");
            if (header.Compressed > packed.Length - BlockHeader.Size || header.Uncompressed > target.Length)
            {
                throw new InvalidDataException("a block longer than its data");
            }

            UnpackChunk(header, packed.Slice(BlockHeader.Size, header.Compressed), target[..header.Uncompressed], known);
            packed = packed[(BlockHeader.Size + header.Compressed)..];
            target = target[header.Uncompressed..];
        }

        if (!target.IsEmpty)
        {
            throw new InvalidDataException($"blocks that end {target.Length} bytes early");
        }
    }

    public void Dispose() => _zstd?.Dispose();

    private void UnpackChunk(BlockHeader header, ReadOnlySpan<byte> chunk, Span<byte> target, bool known)
    {
        switch (header.Algorithm)
        {
            case BlockHeader.Zstd:
                UnpackZstd(chunk, target);
                break;
            case BlockHeader.Zlib:
                Inflate(chunk, target, wrapped: true);
                break;
            case BlockHeader.OldDeflate:
                Inflate(chunk, target, wrapped: false);
                break;
            case BlockHeader.Lz4:
                UnpackLz4(chunk, target, known);
                break;
            case BlockHeader.Lzma:
                LzmaLibrary.Unpack(chunk, target);
                break;
            default:
                throw new InvalidDataException("no known compression algorithm");
        }
    }

    private void UnpackZstd(ReadOnlySpan<byte> chunk, Span<byte> target)
    {
        if (!ZstdLibrary.Present)
        {
            (_frames ??= new ZstdFrames()).Decode(chunk, target);
            return;
        }

        _zstd ??= new ZstdDecompressorHandle();
        fixed (byte* from = chunk)
        fixed (byte* to = target)
        {
            nuint code = ZstdLibrary.Decompress(_zstd, to, (nuint)target.Length, from, (nuint)chunk.Length);
            if (ZstdLibrary.IsError(code) != 0)
            {
                throw new InvalidDataException($"a zstd error: {new string((sbyte*)ZstdLibrary.ErrorName(code))}");
            }

            if (code != (nuint)target.Length)
            {
                throw new InvalidDataException($"a zstd block of {code} bytes in place of {target.Length}");
            }
        }
    }

    /// <summary>Eight bytes of XXH64, big-endian, of the LZ4 block that follows.</summary>
    private static void UnpackLz4(ReadOnlySpan<byte> chunk, Span<byte> target, bool known)
    {
        if (chunk.Length < sizeof(ulong))
        {
            throw new InvalidDataException("an LZ4 block without its checksum");
        }

        ReadOnlySpan<byte> block = chunk[sizeof(ulong)..];
        ulong stored = BinaryPrimitives.ReadUInt64BigEndian(chunk);
        ulong computed = known ? stored : Xxh64.Hash(block);
        if (stored != computed)
        {
            throw new InvalidDataException($"an LZ4 block of checksum {computed:x16} in place of {stored:x16}");
        }

        if (!Lz4Library.Present)
        {
            Lz4Block.Decode(block, target);
            return;
        }

        fixed (byte* from = block)
        fixed (byte* to = target)
        {
            int written = Lz4Library.Decompress(from, to, block.Length, target.Length);
            if (written != target.Length)
            {
                throw new InvalidDataException($"an LZ4 block of {written} bytes in place of {target.Length}");
            }
        }
    }

    /// <summary>Some damage makes the stream give a ZLibException, an error of input and output, in place of one of data.</summary>
    private static int Fill(Stream stream, Span<byte> target)
    {
        try
        {
            return stream.ReadAtLeast(target, target.Length, throwOnEndOfStream: false);
        }
        catch (IOException damage)
        {
            throw new InvalidDataException($"a deflated block that does not unpack: {damage.Message}", damage);
        }
    }

    /// <summary>The stream of zlib, or that of ROOT's first years: the same without zlib's header and checksum.</summary>
    private static void Inflate(ReadOnlySpan<byte> chunk, Span<byte> target, bool wrapped)
    {
        fixed (byte* from = chunk)
        {
            using UnmanagedMemoryStream source = new(from, chunk.Length);
            using Stream stream = wrapped
                ? new ZLibStream(source, CompressionMode.Decompress)
                : new DeflateStream(source, CompressionMode.Decompress);
            if (Fill(stream, target) != target.Length)
            {
                throw new InvalidDataException("a deflated block that ends early");
            }

            // The checksum behind the last byte is compared only by who reads on.
            Span<byte> beyond = stackalloc byte[1];
            if (Fill(stream, beyond) > 0)
            {
                throw new InvalidDataException("a deflated block that is longer than it says");
            }
        }
    }
}
