using System.Runtime.InteropServices;

namespace Fathom.Root.Compression;

/// <summary>The function used of the system's XZ library, https://tukaani.org/xz/liblzma-api/container_8h.html.</summary>
internal static unsafe partial class LzmaLibrary
{
    /// <summary>Memory that a block may ask for: what level 9 needs, 65 MiB, with room.</summary>
    private const ulong MemoryLimit = 128UL << 20;
    private const string Library = "liblzma.so.5";

    /// <summary>Unpacks an .xz stream.</summary>
    /// <exception cref="DllNotFoundException">The library is not on this system.</exception>
    /// <exception cref="InvalidDataException">The stream is damaged, or of another length.</exception>
    internal static void Unpack(ReadOnlySpan<byte> source, Span<byte> target)
    {
        ulong limit = MemoryLimit;
        nuint read = 0;
        nuint written = 0;
        int code;
        fixed (byte* from = source)
        fixed (byte* to = target)
        {
            try
            {
                code = Decode(ref limit, 0, 0, from, ref read, (nuint)source.Length, to, ref written, (nuint)target.Length);
            }
            catch (DllNotFoundException missing)
            {
                throw new DllNotFoundException($"{Library} is not on this system: install it (Debian: apt install liblzma5)", missing);
            }
        }

        if (code != 0 || written != (nuint)target.Length)
        {
            throw new InvalidDataException($"an LZMA block with error {code} and {written} bytes in place of {target.Length}");
        }
    }

    [LibraryImport(Library, EntryPoint = "lzma_stream_buffer_decode")]
    private static partial int Decode(
        ref ulong memoryLimit, uint flags, nint allocator, byte* source, ref nuint read, nuint length, byte* target, ref nuint written, nuint capacity);
}
