namespace Fathom.Root.Sources;

/// <summary>A stream that can be positioned; it stays open.</summary>
internal sealed class StreamRanges(Stream stream) : IByteRanges
{
    private readonly Lock _lock = new();

    public long Length { get; } = stream.Length;

    public int Read(long offset, Span<byte> target)
    {
        lock (_lock)
        {
            stream.Position = offset;
            return stream.Read(target);
        }
    }

    public void Dispose()
    {
        // Whoever opened the stream closes it.
    }
}
