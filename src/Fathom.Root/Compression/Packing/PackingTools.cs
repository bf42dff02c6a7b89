namespace Fathom.Root.Compression.Packing;

/// <summary>What one thread needs to pack: a compressor, and room that is kept.</summary>
internal sealed class PackingTools(RootCodec codec, int level) : IDisposable
{
    private byte[] _room = [];

    internal BlockCompressor Compressor { get; } = new(codec, level);

    /// <summary>Room for an encoded page, with any content, until the next call.</summary>
    internal Span<byte> Room(int length)
    {
        if (_room.Length < length)
        {
            _room = GC.AllocateUninitializedArray<byte>(length);
        }

        return _room.AsSpan(0, length);
    }

    public void Dispose() => Compressor.Dispose();
}
