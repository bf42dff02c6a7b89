using Fathom.Root.Container;

namespace Fathom.Root.Tests.Sources;

/// <summary>A file in which long runs of zeros become holes.</summary>
internal sealed class SparseFile(string path) : IFileOutput, IDisposable
{
    private const int Run = 4096;

    private readonly FileStream _file = new(path, FileMode.CreateNew, FileAccess.Write);

    public void Write(long position, IReadOnlyList<ReadOnlyMemory<byte>> pieces)
    {
        _file.Position = position;
        foreach (ReadOnlyMemory<byte> piece in pieces)
        {
            Write(piece.Span);
        }
    }

    public void Settle() => _file.Flush();

    public void Dispose() => _file.Dispose();

    private void Write(ReadOnlySpan<byte> buffer)
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
}
