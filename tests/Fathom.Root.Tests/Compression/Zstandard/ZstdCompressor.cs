using System.Runtime.InteropServices;

namespace Fathom.Root.Tests.Compression.Zstandard;

/// <summary>The compressor of the system's library, as the independent side of the decoder's tests.</summary>
internal static unsafe partial class ZstdCompressor
{
    private const string Library = "libzstd.so.1";
    private const int CompressionLevel = 100;
    private const int ChecksumFlag = 201;
    private const int ContentSizeFlag = 200;

    internal static bool Present { get; } = NativeLibrary.TryLoad(Library, out _);

    internal static int LowestLevel => -5;

    internal static int HighestLevel => MaximumLevel();

    internal static byte[] Pack(byte[] bytes, int level, bool checksum, bool contentSize)
    {
        nint context = CreateContext();
        try
        {
            _ = SetParameter(context, CompressionLevel, level);
            _ = SetParameter(context, ChecksumFlag, checksum ? 1 : 0);
            _ = SetParameter(context, ContentSizeFlag, contentSize ? 1 : 0);
            byte[] target = new byte[Bound((nuint)bytes.Length)];
            fixed (byte* from = bytes)
            fixed (byte* to = target)
            {
                nuint length = Compress(context, to, (nuint)target.Length, from, (nuint)bytes.Length);
                Assert.Equal(0u, IsError(length));
                return target[..(int)length];
            }
        }
        finally
        {
            _ = FreeContext(context);
        }
    }

    [LibraryImport(Library, EntryPoint = "ZSTD_createCCtx")]
    private static partial nint CreateContext();

    [LibraryImport(Library, EntryPoint = "ZSTD_freeCCtx")]
    private static partial nuint FreeContext(nint context);

    [LibraryImport(Library, EntryPoint = "ZSTD_CCtx_setParameter")]
    private static partial nuint SetParameter(nint context, int parameter, int value);

    [LibraryImport(Library, EntryPoint = "ZSTD_compress2")]
    private static partial nuint Compress(nint context, byte* target, nuint capacity, byte* source, nuint length);

    [LibraryImport(Library, EntryPoint = "ZSTD_compressBound")]
    private static partial nuint Bound(nuint length);

    [LibraryImport(Library, EntryPoint = "ZSTD_isError")]
    private static partial uint IsError(nuint code);

    [LibraryImport(Library, EntryPoint = "ZSTD_maxCLevel")]
    private static partial int MaximumLevel();
}
