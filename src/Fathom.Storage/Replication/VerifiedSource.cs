using Fathom.Storage.Checksums;

namespace Fathom.Storage.Replication;

/// <summary>A replica that turned out not to hold the bytes the catalogue knows.</summary>
internal sealed class BadReplicaException(string element, string path, string detail)
    : Exception($"The replica {element}:{path} is not the file: {detail}");

/// <summary>
/// Reads a replica and fails at its end where size or checksum is not the catalogue's, so that no copy of wrong bytes
/// ever gets its name.
/// </summary>
internal sealed class VerifiedSource(Stream replica, TransferSource from, long size, string adler32) : Stream
{
    private Adler32 adler;
    private long read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => size;

    public override long Position { get => read; set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await replica.ReadAsync(buffer, cancellationToken);
        return Checked(buffer.Span, count);
    }

    public override int Read(Span<byte> buffer) => Checked(buffer, replica.Read(buffer));

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            replica.Dispose();
        }
        base.Dispose(disposing);
    }

    private int Checked(ReadOnlySpan<byte> buffer, int count)
    {
        adler.Append(buffer[..count]);
        read += count;
        return (count > 0 && read <= size) || (read == size && adler.ToString() == adler32)
            ? count
            : throw new BadReplicaException(
                from.Element, from.Path, $"expected {size} bytes with adler32 {adler32}, found {read} bytes with {adler}.");
    }
}
