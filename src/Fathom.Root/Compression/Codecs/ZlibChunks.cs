using System.IO.Compression;

namespace Fathom.Root.Compression.Codecs;

/// <summary>Streams of zlib, by the library that is part of .NET.</summary>
internal sealed unsafe class ZlibChunks(int level) : ChunkCompressor
{
    private const int HighestLevel = 9;

    private readonly ZLibCompressionOptions _options = new() { CompressionLevel = Math.Min(level, HighestLevel) };

    internal override uint Algorithm => 1;

    internal override ushort Mark => BlockHeader.Zlib;

    internal override byte Version => 8;

    /// <summary>
    /// What zlib-ng may need at most, which is in .NET (its deflateBound, where nothing is known of the settings): nine bits for
    /// each byte, and heads.
    /// </summary>
    internal override int Bound(int length) => checked(length + (length >> 3) + (length >> 7) + 1024);

    internal override int Pack(ReadOnlySpan<byte> chunk, Span<byte> target)
    {
        fixed (byte* to = target)
        {
            using UnmanagedMemoryStream packed = new(to, 0, target.Length, FileAccess.Write);
            using (ZLibStream stream = new(packed, _options, leaveOpen: true))
            {
                stream.Write(chunk);
            }

            return (int)packed.Position;
        }
    }
}
