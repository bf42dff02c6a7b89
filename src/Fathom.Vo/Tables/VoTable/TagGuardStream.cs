using Fathom.Vo.Tables.Reading;

namespace Fathom.Vo.Tables.VoTable;

/// <summary>Passes XML through unless a tag is longer than it may be: the parser would take the whole of it into memory.</summary>
internal sealed class TagGuardStream(Stream inner, int limit) : Stream
{
    private bool _inTag;
    private long _length;
    private long _position;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position { get => _position; set => throw new NotSupportedException(); }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        Watch(buffer[..read]);
        _position += read;
        return read;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush() => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Watch(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var at = bytes.IndexOf(_inTag ? (byte)'>' : (byte)'<');
            _length = _inTag ? _length + (at < 0 ? bytes.Length : at) : 0;
            if (_length > limit)
            {
                throw new TableFormatException($"a tag is longer than the {limit} bytes that are allowed.", 0, _position);
            }

            if (at < 0)
            {
                return;
            }

            _inTag = !_inTag;
            bytes = bytes[(at + 1)..];
        }
    }
}
