using Microsoft.Win32.SafeHandles;

namespace Fathom.Root.Sources;

/// <summary>A file, read at offsets.</summary>
internal sealed class FileRanges : IByteRanges
{
    private readonly SafeFileHandle _handle;

    internal FileRanges(string path)
    {
        _handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, FileOptions.RandomAccess);
        Length = RandomAccess.GetLength(_handle);
    }

    public long Length { get; }

    public int Read(long offset, Span<byte> target) => RandomAccess.Read(_handle, target, offset);

    public void Dispose() => _handle.Dispose();
}
