using Fathom.Root.Compression;
using Fathom.Root.Compression.Zstandard;

namespace Fathom.Root.Tests.Fuzz;

/// <summary>Compressed blocks of every codec, unpacked by the libraries and by the managed decoders.</summary>
internal sealed class CodecParsers : IDisposable
{
    private const int Lz4Checksum = 8;

    private readonly BlockDecompressor _blocks = new();
    private readonly ZstdFrames _frames = new();

    /// <returns>Whether the bytes were refused.</returns>
    internal bool Refuse(byte[] packed, int length)
    {
        try
        {
            if (!BlockDecompressor.Promises(packed, length))
            {
                return true;
            }

            _blocks.Unpack(packed, new byte[length]);
            return false;
        }
        catch (InvalidDataException)
        {
            return true;
        }
    }

    /// <returns>Whether the bytes were refused by a decoder of ours.</returns>
    internal bool RefuseManaged(byte[] packed, int length)
    {
        BlockHeader header = BlockHeader.Read(packed);
        ReadOnlySpan<byte> chunk = packed.AsSpan(BlockHeader.Size);
        try
        {
            if (header.Algorithm == BlockHeader.Zstd)
            {
                _frames.Decode(chunk, new byte[length]);
            }
            else if (chunk.Length > Lz4Checksum)
            {
                Lz4Block.Decode(chunk[Lz4Checksum..], new byte[length]);
            }

            return false;
        }
        catch (InvalidDataException)
        {
            return true;
        }
    }

    public void Dispose() => _blocks.Dispose();
}
