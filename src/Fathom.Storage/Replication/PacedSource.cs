namespace Fathom.Storage.Replication;

/// <summary>Gives bytes on no faster than at a pace, on the whole since it was made.</summary>
/// <param name="bytes">Where they come from.</param>
/// <param name="bytesPerSecond">The pace [byte/s].</param>
/// <param name="time">The clock.</param>
internal sealed class PacedSource(Stream bytes, double bytesPerSecond, TimeProvider time) : Stream
{
    // No longer than this between two looks, however large the reader's buffer is.
    private const double LongestStep = 0.25;

    // Delays are cut to whole milliseconds.
    private static readonly TimeSpan WholeStep = TimeSpan.FromMilliseconds(1);

    private readonly long _began = time.GetTimestamp();
    private readonly int _most = (int)Math.Clamp(bytesPerSecond * LongestStep, 1, 1 << 30);
    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => bytes.Length;

    public override long Position { get => _read; set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // What is about to be read must fit the time that has passed: so the pace is kept at every instant.
        long left = Math.Max(0, bytes.Length - _read);
        int wanted = (int)Math.Clamp(Math.Min(buffer.Length, left), 1, _most);
        TimeSpan early = TimeSpan.FromSeconds((_read + Math.Min(wanted, left)) / bytesPerSecond) - time.GetElapsedTime(_began);
        if (early > TimeSpan.Zero)
        {
            await Task.Delay(early + WholeStep, time, cancellationToken);
        }

        int count = await bytes.ReadAsync(buffer[..wanted], cancellationToken);
        _read += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Paced bytes are read asynchronously.");

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            bytes.Dispose();
        }

        base.Dispose(disposing);
    }
}
