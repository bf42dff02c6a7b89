using System.IO.Compression;

namespace Fathom.Root.Compression;

/// <summary>Unpacks compression blocks; zstd and zlib are known.</summary>
internal sealed unsafe class BlockDecompressor : IDisposable
{
    private ZstdDecompressorHandle? _zstd;

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
    /// <exception cref="InvalidDataException">A block is damaged or of an unknown algorithm.</exception>
    internal void Unpack(ReadOnlySpan<byte> packed, Span<byte> target)
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

            UnpackChunk(header, packed.Slice(BlockHeader.Size, header.Compressed), target[..header.Uncompressed]);
            packed = packed[(BlockHeader.Size + header.Compressed)..];
            target = target[header.Uncompressed..];
        }

        if (!target.IsEmpty)
        {
            throw new InvalidDataException($"blocks that end {target.Length} bytes early");
        }
    }

    public void Dispose() => _zstd?.Dispose();

    private void UnpackChunk(BlockHeader header, ReadOnlySpan<byte> chunk, Span<byte> target)
    {
        switch (header.Algorithm)
        {
            case BlockHeader.Zstd:
                UnpackZstd(chunk, target);
                break;
            case BlockHeader.Zlib:
                UnpackZlib(chunk, target);
                break;
            case BlockHeader.Lz4 or BlockHeader.Lzma or BlockHeader.OldDeflate:
                throw new InvalidDataException($"compression algorithm {(char)(header.Algorithm >> 8)}{(char)(byte)header.Algorithm}, which is not supported yet");
            default:
                throw new InvalidDataException("no known compression algorithm");
        }
    }

    private void UnpackZstd(ReadOnlySpan<byte> chunk, Span<byte> target)
    {
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

    private static void UnpackZlib(ReadOnlySpan<byte> chunk, Span<byte> target)
    {
        fixed (byte* from = chunk)
        {
            using UnmanagedMemoryStream source = new(from, chunk.Length);
            using ZLibStream zlib = new(source, CompressionMode.Decompress);
            if (zlib.ReadAtLeast(target, target.Length, throwOnEndOfStream: false) != target.Length)
            {
                throw new InvalidDataException("a zlib block that ends early");
            }
        }
    }
}
