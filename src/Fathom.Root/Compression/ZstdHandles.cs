using Microsoft.Win32.SafeHandles;

namespace Fathom.Root.Compression;

/// <summary>A compression context of libzstd.</summary>
internal sealed class ZstdCompressorHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    internal ZstdCompressorHandle()
        : base(ownsHandle: true) => SetHandle(ZstdLibrary.Load(ZstdLibrary.CreateCompressor));

    protected override bool ReleaseHandle() => ZstdLibrary.FreeCompressor(handle) == 0;
}

/// <summary>A decompression context of libzstd.</summary>
internal sealed class ZstdDecompressorHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    internal ZstdDecompressorHandle()
        : base(ownsHandle: true) => SetHandle(ZstdLibrary.Load(ZstdLibrary.CreateDecompressor));

    protected override bool ReleaseHandle() => ZstdLibrary.FreeDecompressor(handle) == 0;
}
