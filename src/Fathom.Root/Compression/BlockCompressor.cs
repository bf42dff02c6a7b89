namespace Fathom.Root.Compression;

/// <summary>Packs bytes into compression blocks, or leaves them where that gains nothing.</summary>
internal sealed unsafe class BlockCompressor(RootCodec codec, int level) : IDisposable
{
    private readonly ZstdCompressorHandle? _zstd = codec == RootCodec.Zstd ? new ZstdCompressorHandle() : null;
    private byte[] _packed = [];

    /// <summary>"Compression settings" of the specification: algorithm × 100 + level; zstd is algorithm 5, levels end at 9.</summary>
    internal uint Settings => codec == RootCodec.Zstd ? 500u + (uint)Math.Min(level, 9) : 0u;

    /// <summary>Compressed form, valid until the next call; the source itself when it does not become shorter.</summary>
    internal ReadOnlySpan<byte> Pack(ReadOnlySpan<byte> source)
    {
        if (_zstd is null || source.IsEmpty)
        {
            return source;
        }

        int chunks = (source.Length + BlockHeader.MaximumLength - 1) / BlockHeader.MaximumLength;
        int bound = checked((int)ZstdLibrary.CompressBound((nuint)source.Length) + (chunks * (BlockHeader.Size + 64)));
        if (_packed.Length < bound)
        {
            _packed = new byte[bound];
        }

        int written = 0;
        for (int at = 0; at < source.Length; at += BlockHeader.MaximumLength)
        {
            ReadOnlySpan<byte> chunk = source.Slice(at, Math.Min(BlockHeader.MaximumLength, source.Length - at));
            int compressed = PackChunk(chunk, _packed.AsSpan(written + BlockHeader.Size));
            if (compressed > BlockHeader.MaximumLength)
            {
                return source;
            }

            BlockHeader.WriteZstd(_packed.AsSpan(written), compressed, chunk.Length);
            written += BlockHeader.Size + compressed;
        }

        return written < source.Length ? _packed.AsSpan(0, written) : source;
    }

    public void Dispose() => _zstd?.Dispose();

    private int PackChunk(ReadOnlySpan<byte> chunk, Span<byte> target)
    {
        fixed (byte* from = chunk)
        fixed (byte* to = target)
        {
            nuint code = ZstdLibrary.Compress(_zstd!, to, (nuint)target.Length, from, (nuint)chunk.Length, level);
            return ZstdLibrary.IsError(code) == 0
                ? (int)code
                : throw new InvalidOperationException($"libzstd: {new string((sbyte*)ZstdLibrary.ErrorName(code))}");
        }
    }
}
