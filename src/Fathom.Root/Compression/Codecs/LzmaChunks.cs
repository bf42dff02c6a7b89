using System.Numerics;
using System.Runtime.InteropServices;

namespace Fathom.Root.Compression.Codecs;

/// <summary>Streams of .xz, https://tukaani.org/xz/liblzma-api/container_8h.html.</summary>
/// <remarks>
/// The dictionary is no longer than the chunk: that loses nothing, and an encoder needs about eleven times as much memory
/// as its dictionary has (674 MiB for level 9 otherwise).
/// </remarks>
internal sealed unsafe partial class LzmaChunks(int level) : ChunkCompressor
{
    private const string Library = "liblzma.so.5";
    private const uint HighestLevel = 9;
    private const int OptionsLength = 256;
    private const uint SmallestDictionary = 4096;
    private const ulong Lzma2 = 0x21;
    private const ulong EndOfFilters = ulong.MaxValue;

    /// <summary>What ROOT asks for, too.</summary>
    private const int Crc32 = 1;

    private readonly uint _level = Math.Min((uint)level, HighestLevel);

    internal override uint Algorithm => 2;

    internal override ushort Mark => BlockHeader.Lzma;

    internal override byte Version => 0;

    internal override int Bound(int length) => checked(length + (length >> 10) + 1024);

    internal override int Pack(ReadOnlySpan<byte> chunk, Span<byte> target)
    {
        // lzma_options_lzma: its first member is the length of the dictionary, the rest is what the level says.
        byte* options = stackalloc byte[OptionsLength];
        new Span<byte>(options, OptionsLength).Clear();
        FillOptions(options, _level);
        uint* dictionary = (uint*)options;
        *dictionary = Math.Min(*dictionary, Math.Max(SmallestDictionary, BitOperations.RoundUpToPowerOf2((uint)chunk.Length)));
        Filter* filters = stackalloc Filter[2];
        filters[0] = new Filter { Id = Lzma2, Options = options };
        filters[1] = new Filter { Id = EndOfFilters };
        nuint written = 0;
        fixed (byte* from = chunk)
        fixed (byte* to = target)
        {
            int code = Encode(filters, Crc32, 0, from, (nuint)chunk.Length, to, ref written, (nuint)target.Length);
            return code == 0 ? (int)written : throw new InvalidOperationException($"{Library}: error {code}");
        }
    }

    private static void FillOptions(byte* options, uint level)
    {
        try
        {
            _ = Preset(options, level);
        }
        catch (DllNotFoundException missing)
        {
            throw new DllNotFoundException(
                $"{Library} is not on this system: install it (Debian: apt install liblzma5), or write with another codec", missing);
        }
    }

    [LibraryImport(Library, EntryPoint = "lzma_lzma_preset")]
    private static partial byte Preset(byte* options, uint level);

    [LibraryImport(Library, EntryPoint = "lzma_stream_buffer_encode")]
    private static partial int Encode(
        Filter* filters, int check, nint allocator, byte* source, nuint length, byte* target, ref nuint written, nuint capacity);

    /// <summary>lzma_filter: a filter of the chain, and its options.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Filter
    {
        internal ulong Id;
        internal byte* Options;
    }
}
