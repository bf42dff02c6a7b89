using System.Runtime.InteropServices;

namespace Fathom.Root.Tests.Checksums;

/// <summary>The reference implementation, where the system has it (Debian: libxxhash0).</summary>
internal static unsafe partial class XxHashLibrary
{
    internal static bool IsPresent { get; } = NativeLibrary.TryLoad("libxxhash.so.0", out _);

    internal static ulong Hash(ReadOnlySpan<byte> data)
    {
        fixed (byte* first = data)
        {
            return Xxh3(first, (nuint)data.Length);
        }
    }

    internal static ulong Hash64(ReadOnlySpan<byte> data)
    {
        fixed (byte* first = data)
        {
            return Xxh64(first, (nuint)data.Length, seed: 0);
        }
    }

    [LibraryImport("libxxhash.so.0", EntryPoint = "XXH64")]
    private static partial ulong Xxh64(byte* data, nuint length, ulong seed);

    [LibraryImport("libxxhash.so.0", EntryPoint = "XXH3_64bits")]
    private static partial ulong Xxh3(byte* data, nuint length);
}
