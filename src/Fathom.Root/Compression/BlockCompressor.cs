using System.Diagnostics;
using Fathom.Root.Compression.Codecs;

namespace Fathom.Root.Compression;

/// <summary>Packs bytes into compression blocks, or leaves them where that gains nothing. For one thread at a time.</summary>
internal sealed class BlockCompressor(RootCodec codec, int level) : IDisposable
{
    private const int LongestSetting = 9;

    private readonly ChunkCompressor? _chunks = codec switch
    {
        RootCodec.None => null,
        RootCodec.Zstd => new ZstdChunks(level),
        RootCodec.Zlib => new ZlibChunks(level),
        RootCodec.Lz4 => new Lz4Chunks(level),
        RootCodec.Lzma => new LzmaChunks(level),
        _ => throw new UnreachableException($"codec {codec}"),
    };

    private byte[] _packed = [];

    /// <summary>"Compression settings" of the specification: algorithm × 100 + level, at most 9.</summary>
    internal uint Settings => _chunks is null ? 0u : (_chunks.Algorithm * 100u) + (uint)Math.Min(level, LongestSetting);

    /// <summary>Whether there is a codec.</summary>
    internal bool Packs => _chunks is not null;

    /// <summary>Compressed form, valid until the next call; the source itself when it does not become shorter.</summary>
    internal ReadOnlySpan<byte> Pack(ReadOnlySpan<byte> source) => Pack(source, []);

    /// <summary>As <see cref="Pack(ReadOnlySpan{byte})"/>, into the room given where that is certainly enough.</summary>
    internal ReadOnlySpan<byte> Pack(ReadOnlySpan<byte> source, Span<byte> room)
    {
        if (_chunks is null || source.IsEmpty)
        {
            return source;
        }

        int count = (source.Length + BlockHeader.MaximumLength - 1) / BlockHeader.MaximumLength;
        int bound = checked(count * (BlockHeader.Size + _chunks.Bound(Math.Min(source.Length, BlockHeader.MaximumLength))));
        if (room.Length < bound)
        {
            _packed = _packed.Length < bound ? GC.AllocateUninitializedArray<byte>(bound) : _packed;
            room = _packed;
        }

        int written = 0;
        for (int at = 0; at < source.Length; at += BlockHeader.MaximumLength)
        {
            ReadOnlySpan<byte> chunk = source.Slice(at, Math.Min(BlockHeader.MaximumLength, source.Length - at));
            int compressed = _chunks.Pack(chunk, room[(written + BlockHeader.Size)..]);
            if (compressed > BlockHeader.MaximumLength)
            {
                return source;
            }

            BlockHeader.Write(room[written..], _chunks.Mark, _chunks.Version, compressed, chunk.Length);
            written += BlockHeader.Size + compressed;
        }

        return written < source.Length ? room[..written] : source;
    }

    public void Dispose() => _chunks?.Dispose();
}
