namespace Fathom.Root.Compression.Codecs;

/// <summary>One algorithm that packs a chunk of at most 16 MiB. For one thread at a time; keeps its memory.</summary>
internal abstract class ChunkCompressor : IDisposable
{
    /// <summary>Number of the algorithm in "compression settings".</summary>
    internal abstract uint Algorithm { get; }

    /// <summary>Two letters before the block, see <see cref="BlockHeader"/>.</summary>
    internal abstract ushort Mark { get; }

    /// <summary>The byte after the letters.</summary>
    internal abstract byte Version { get; }

    /// <summary>Room that the packed form of so many bytes may need.</summary>
    internal abstract int Bound(int length);

    /// <summary>Packs a chunk.</summary>
    /// <param name="chunk">The bytes.</param>
    /// <param name="target">Has at least <see cref="Bound"/> bytes of room.</param>
    /// <returns>Length of the packed form.</returns>
    internal abstract int Pack(ReadOnlySpan<byte> chunk, Span<byte> target);

    public virtual void Dispose()
    {
    }
}
