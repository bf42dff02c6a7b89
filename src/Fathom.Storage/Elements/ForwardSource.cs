namespace Fathom.Storage.Elements;

/// <summary>Bytes that are read once, from the first to the last, of a stream that goes with it.</summary>
/// <param name="bytes">Where they come from.</param>
internal abstract class ForwardSource(Stream bytes) : Stream
{
    public sealed override bool CanRead => true;

    public sealed override bool CanSeek => false;

    public sealed override bool CanWrite => false;

    public override long Length => Bytes.Length;

    public sealed override long Position { get => Given; set => throw new NotSupportedException(); }

    /// <summary>Where they come from.</summary>
    protected Stream Bytes { get; } = bytes;

    /// <summary>How many were given on [byte].</summary>
    protected long Given { get; set; }

    public sealed override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public sealed override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public sealed override void Flush() => throw new NotSupportedException();

    public sealed override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public sealed override void SetLength(long value) => throw new NotSupportedException();

    public sealed override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    // Without both, the base class would read through the array, and that through these.
    public abstract override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default);

    public abstract override int Read(Span<byte> buffer);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Bytes.Dispose();
        }

        base.Dispose(disposing);
    }
}
