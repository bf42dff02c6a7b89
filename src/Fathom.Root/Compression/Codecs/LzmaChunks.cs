using System.Numerics;
using System.Runtime.InteropServices;

namespace Fathom.Root.Compression.Codecs;

/// <summary>
/// Streams of .xz, https://tukaani.org/xz/liblzma-api/container_8h.html, encoded piece by piece as ROOT does: JSROOT
/// expects a head of the length that this gives.
/// </summary>
/// <remarks>
/// The dictionary is no longer than the chunk: that loses nothing, and an encoder needs about eleven times as much memory
/// as its dictionary has (674 MiB for level 9 otherwise).
/// </remarks>
internal sealed unsafe partial class LzmaChunks : ChunkCompressor
{
    private const string Library = "liblzma.so.5";
    private const uint HighestLevel = 9;
    private const int OptionsLength = 256;
    private const uint SmallestDictionary = 4096;
    private const ulong Lzma2 = 0x21;
    private const ulong EndOfFilters = ulong.MaxValue;
    private const int Finish = 3;
    private const int EndOfStream = 1;

    /// <summary>What ROOT asks for, too.</summary>
    private const int Crc32 = 1;

    private readonly uint _level;
    private LzmaStream* _stream;

    internal LzmaChunks(int level)
    {
        _level = Math.Min((uint)level, HighestLevel);
        _stream = (LzmaStream*)NativeMemory.AllocZeroed((nuint)sizeof(LzmaStream));
    }

    ~LzmaChunks() => Release();

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
        int code = Begin(_stream, filters, Crc32);
        fixed (byte* from = chunk)
        fixed (byte* to = target)
        {
            _stream->NextIn = from;
            _stream->AvailableIn = (nuint)chunk.Length;
            _stream->NextOut = to;
            _stream->AvailableOut = (nuint)target.Length;
            code = code == 0 ? Code(_stream, Finish) : code;
        }

        return code == EndOfStream
            ? target.Length - (int)_stream->AvailableOut
            : throw new InvalidOperationException($"{Library}: error {code}");
    }

    public override void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
        base.Dispose();
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

    private void Release()
    {
        if (_stream == null)
        {
            return;
        }

        if (_stream->Internal != 0)
        {
            End(_stream);
        }

        NativeMemory.Free(_stream);
        _stream = null;
    }

    [LibraryImport(Library, EntryPoint = "lzma_lzma_preset")]
    private static partial byte Preset(byte* options, uint level);

    [LibraryImport(Library, EntryPoint = "lzma_stream_encoder")]
    private static partial int Begin(LzmaStream* stream, Filter* filters, int check);

    [LibraryImport(Library, EntryPoint = "lzma_code")]
    private static partial int Code(LzmaStream* stream, int action);

    [LibraryImport(Library, EntryPoint = "lzma_end")]
    private static partial void End(LzmaStream* stream);

    /// <summary>lzma_filter: a filter of the chain, and its options.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Filter
    {
        internal ulong Id;
        internal byte* Options;
    }

    /// <summary>lzma_stream: what is read and written next, and what the library keeps.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct LzmaStream
    {
        internal byte* NextIn;
        internal nuint AvailableIn;
        internal ulong TotalIn;
        internal byte* NextOut;
        internal nuint AvailableOut;
        internal ulong TotalOut;
        internal nint Allocator;
        internal nint Internal;
        internal fixed ulong Reserved[9];
    }
}
