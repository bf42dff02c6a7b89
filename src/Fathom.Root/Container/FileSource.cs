using Microsoft.Win32.SafeHandles;

namespace Fathom.Root.Container;

/// <summary>Reads byte ranges of a file or a stream; a range outside of it is a <see cref="RootFormatException"/>.</summary>
internal sealed class FileSource : IDisposable
{
    private readonly SafeFileHandle? _handle;
    private readonly Stream? _stream;

    /// <summary>A stream that can be positioned; it stays open.</summary>
    internal FileSource(Stream stream, string name)
    {
        Path = name;
        _stream = stream;
        Length = stream.Length;
    }

    internal FileSource(string path)
    {
        Path = path;
        _handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, FileOptions.RandomAccess);
        Length = RandomAccess.GetLength(_handle);
    }

    internal string Path { get; }

    internal long Length { get; }

    /// <summary>Reads a range, after having checked that the file has it: nothing is reserved for what is not there.</summary>
    internal byte[] Read(long offset, long length, string what)
    {
        Check(offset, length, what);
        byte[] bytes = new byte[length];
        Read(offset, bytes, what);
        return bytes;
    }

    internal void Read(long offset, Span<byte> target, string what)
    {
        Check(offset, target.Length, what);
        while (!target.IsEmpty)
        {
            int got = _handle is null ? ReadStream(offset, target) : RandomAccess.Read(_handle, target, offset);
            if (got == 0)
            {
                throw new RootFormatException(Path, offset, $"{target.Length} more bytes of {what}", "the end of the file");
            }

            offset += got;
            target = target[got..];
        }
    }

    public void Dispose() => _handle?.Dispose();

    internal void Check(long offset, long length, string what)
    {
        if (offset < 0 || length < 0 || length > Array.MaxLength || offset > Length - length)
        {
            throw new RootFormatException(
                Path, offset, $"{what} of {length} bytes", $"a file of {Length} bytes");
        }
    }

    private int ReadStream(long offset, Span<byte> target)
    {
        _stream!.Position = offset;
        return _stream.Read(target);
    }
}
