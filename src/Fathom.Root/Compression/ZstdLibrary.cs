using System.Runtime.InteropServices;

namespace Fathom.Root.Compression;

/// <summary>The functions used of the system's Zstandard library, https://facebook.github.io/zstd/zstd_manual.html.</summary>
internal static unsafe partial class ZstdLibrary
{
    private const string Library = "libzstd.so.1";

    /// <summary>Whether the library is on this system; <see cref="Zstandard.ZstdFrames"/> decodes where it is not.</summary>
    internal static bool Present { get; } = NativeLibrary.TryLoad(Library, out _);

    [LibraryImport(Library, EntryPoint = "ZSTD_createCCtx")]
    internal static partial nint CreateCompressor();

    [LibraryImport(Library, EntryPoint = "ZSTD_freeCCtx")]
    internal static partial nuint FreeCompressor(nint context);

    [LibraryImport(Library, EntryPoint = "ZSTD_compressCCtx")]
    internal static partial nuint Compress(ZstdCompressorHandle context, byte* target, nuint capacity, byte* source, nuint length, int level);

    [LibraryImport(Library, EntryPoint = "ZSTD_compressBound")]
    internal static partial nuint CompressBound(nuint length);

    [LibraryImport(Library, EntryPoint = "ZSTD_createDCtx")]
    internal static partial nint CreateDecompressor();

    [LibraryImport(Library, EntryPoint = "ZSTD_freeDCtx")]
    internal static partial nuint FreeDecompressor(nint context);

    [LibraryImport(Library, EntryPoint = "ZSTD_decompressDCtx")]
    internal static partial nuint Decompress(ZstdDecompressorHandle context, byte* target, nuint capacity, byte* source, nuint length);

    [LibraryImport(Library, EntryPoint = "ZSTD_isError")]
    internal static partial uint IsError(nuint code);

    [LibraryImport(Library, EntryPoint = "ZSTD_getErrorName")]
    internal static partial byte* ErrorName(nuint code);

    /// <summary>Turns the loader's message into one that says what to install.</summary>
    internal static nint Load(Func<nint> create)
    {
        try
        {
            return create();
        }
        catch (DllNotFoundException missing)
        {
            throw new DllNotFoundException(
                $"{Library} is not on this system: install it (Debian: apt install libzstd1), or write with RootCodec.None", missing);
        }
    }
}
