namespace Fathom.Root.Tests.Sources;

/// <summary>A file in which long runs of zeros become holes.</summary>
internal sealed class SparseFile(string path) : Stream
{
    private const int Run = 4096;

    private readonly FileStream _file = new(path, FileMode.CreateNew, FileAccess.ReadWrite);

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => true;

    public override long Length => _file.Length;

    public override long Position
    {
        get => _file.Position;
        set => _file.Position = value;
    }

    public override void Flush() => _file.Flush();

    public override int Read(byte[] buffer, int offset, int count) => _file.Read(buffer, offset, count);

    public override long Seek(long offset, SeekOrigin origin) => _file.Seek(offset, origin);

    public override void SetLength(long value) => _file.SetLength(value);

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        for (; !buffer.IsEmpty; buffer = buffer[Math.Min(Run, buffer.Length)..])
        {
            ReadOnlySpan<byte> run = buffer[..Math.Min(Run, buffer.Length)];
            if (run.Length == Run && _file.Position >= _file.Length && !run.ContainsAnyExcept((byte)0))
            {
                _file.SetLength(_file.Position + Run);
                _file.Position += Run;
            }
            else
            {
                _file.Write(run);
            }
        }
    }

    protected override void Dispose(bool disposing)
    {
        _file.Dispose();
        base.Dispose(disposing);
    }
}
