using Fathom.Vo.Queries;

namespace Fathom.Vo.Tap;

/// <summary>A result may not be larger than a limit.</summary>
public sealed class ResultTooLargeException(long most) : Exception($"The result is larger than the {most} bytes that a job may keep: ask for fewer rows or columns.");

/// <summary>Bytes that are written on until they are more than may be, or the disk is nearly full.</summary>
/// <param name="inner">The file; not disposed of.</param>
/// <param name="most">How many.</param>
public sealed class BoundedResultStream(FileStream inner, long most) : Stream
{
    private const long BetweenLooks = 16 << 20;

    private readonly string _folder = Path.GetDirectoryName(inner.Name)!;
    private long _written;
    private long _looked = -BetweenLooks;

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => _written;

    /// <inheritdoc/>
    public override long Position { get => _written; set => throw new NotSupportedException(); }

    /// <inheritdoc/>
    /// <exception cref="ResultTooLargeException">They are more.</exception>
    /// <exception cref="IOException">The disk is nearly full.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        _written += buffer.Length;
        if (_written > most)
        {
            throw new ResultTooLargeException(most);
        }

        if (_written - _looked >= BetweenLooks)
        {
            _looked = _written;
            if (DiskRoom.IsShort(_folder))
            {
                throw new IOException($"{_folder}: the disk is nearly full.");
            }
        }

        inner.Write(buffer);
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override void Flush() => inner.Flush();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();
}
