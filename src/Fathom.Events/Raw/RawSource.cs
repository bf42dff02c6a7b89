namespace Fathom.Events.Raw;

/// <summary>A window over a file: any stretch of it as one span, at most one fragment long.</summary>
internal sealed class RawSource(Stream stream) : IDisposable
{
    private const int ReadAhead = 256 * 1024;
    private byte[] _buffer = new byte[ReadAhead];
    private long _start;
    private int _count;

    internal long Length { get; } = stream.Length;

    /// <summary>Bytes from <paramref name="offset"/> on: <paramref name="length"/> of them, or fewer at the end of the file.</summary>
    internal ReadOnlySpan<byte> Window(long offset, int length)
    {
        var wanted = (int)Math.Clamp(Length - offset, 0, length);
        if (offset < _start || offset + wanted > _start + _count)
        {
            Fill(offset, wanted);
        }

        var at = (int)(offset - _start);
        return _buffer.AsSpan(at, Math.Min(wanted, _count - at));
    }

    private void Fill(long offset, int wanted)
    {
        if (wanted > _buffer.Length)
        {
            _buffer = new byte[wanted];
        }

        stream.Position = offset;
        _start = offset;
        _count = stream.ReadAtLeast(_buffer, wanted, throwOnEndOfStream: false);
    }

    public void Dispose() => stream.Dispose();
}
