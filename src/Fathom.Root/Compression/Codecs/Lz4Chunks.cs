using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Fathom.Root.Checksums;

namespace Fathom.Root.Compression.Codecs;

/// <summary>
/// LZ4 blocks after their checksum, https://github.com/lz4/lz4/blob/dev/lib/lz4.h; as ROOT does, the high-compression
/// form from level 4 on.
/// </summary>
internal sealed unsafe partial class Lz4Chunks : ChunkCompressor
{
    private const string Library = "liblz4.so.1";
    private const int FirstHighLevel = 4;
    private const int LargestExpansion = 255;

    private readonly int _level;
    private readonly byte[] _state;

    internal Lz4Chunks(int level)
    {
        _level = level;
        _state = GC.AllocateUninitializedArray<byte>(StateSize(level >= FirstHighLevel), pinned: true);
    }

    internal override uint Algorithm => 4;

    internal override ushort Mark => BlockHeader.Lz4;

    internal override byte Version => 1;

    internal override int Bound(int length) => checked(sizeof(ulong) + length + (length / LargestExpansion) + 16);

    internal override int Pack(ReadOnlySpan<byte> chunk, Span<byte> target)
    {
        int written;
        Span<byte> block = target[sizeof(ulong)..];
        fixed (byte* state = _state)
        fixed (byte* from = chunk)
        fixed (byte* to = block)
        {
            written = _level >= FirstHighLevel
                ? CompressHigh(state, from, to, chunk.Length, block.Length, _level)
                : CompressFast(state, from, to, chunk.Length, block.Length, acceleration: 1);
        }

        if (written <= 0)
        {
            throw new InvalidOperationException($"{Library}: {chunk.Length} bytes were not compressed");
        }

        BinaryPrimitives.WriteUInt64BigEndian(target, Xxh64.Hash(block[..written]));
        return sizeof(ulong) + written;
    }

    private static int StateSize(bool high)
    {
        try
        {
            return high ? HighStateSize() : FastStateSize();
        }
        catch (DllNotFoundException missing)
        {
            throw new DllNotFoundException(
                $"{Library} is not on this system: install it (Debian: apt install liblz4-1), or write with another codec", missing);
        }
    }

    [LibraryImport(Library, EntryPoint = "LZ4_sizeofState")]
    private static partial int FastStateSize();

    [LibraryImport(Library, EntryPoint = "LZ4_sizeofStateHC")]
    private static partial int HighStateSize();

    [LibraryImport(Library, EntryPoint = "LZ4_compress_fast_extState")]
    private static partial int CompressFast(byte* state, byte* source, byte* target, int length, int capacity, int acceleration);

    [LibraryImport(Library, EntryPoint = "LZ4_compress_HC_extStateHC")]
    private static partial int CompressHigh(byte* state, byte* source, byte* target, int length, int capacity, int level);
}
