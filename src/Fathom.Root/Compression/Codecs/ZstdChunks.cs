namespace Fathom.Root.Compression.Codecs;

/// <summary>Zstandard frames.</summary>
internal sealed unsafe class ZstdChunks(int level) : ChunkCompressor
{
    private readonly ZstdCompressorHandle _context = new();

    internal override uint Algorithm => 5;

    internal override ushort Mark => BlockHeader.Zstd;

    internal override byte Version => 1;

    internal override int Bound(int length) => checked((int)ZstdLibrary.CompressBound((nuint)length));

    internal override int Pack(ReadOnlySpan<byte> chunk, Span<byte> target)
    {
        fixed (byte* from = chunk)
        fixed (byte* to = target)
        {
            nuint code = ZstdLibrary.Compress(_context, to, (nuint)target.Length, from, (nuint)chunk.Length, level);
            return ZstdLibrary.IsError(code) == 0
                ? (int)code
                : throw new InvalidOperationException($"libzstd: {new string((sbyte*)ZstdLibrary.ErrorName(code))}");
        }
    }

    public override void Dispose()
    {
        _context.Dispose();
        base.Dispose();
    }
}
