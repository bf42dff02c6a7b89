using System.Runtime.InteropServices;

namespace Fathom.Root.Compression;

/// <summary>The function used of the system's LZ4 library, https://github.com/lz4/lz4/blob/dev/lib/lz4.h.</summary>
internal static unsafe partial class Lz4Library
{
    private const string Library = "liblz4.so.1";

    /// <summary>Whether the library is on this system; <see cref="Lz4Block"/> decodes where it is not.</summary>
    internal static bool Present { get; } = NativeLibrary.TryLoad(Library, out _);

    [LibraryImport(Library, EntryPoint = "LZ4_decompress_safe")]
    internal static partial int Decompress(byte* source, byte* target, int length, int capacity);
}
