using System.IO.MemoryMappedFiles;

namespace Fathom.Root.Sources;

/// <summary>A file mapped into memory: the system reads the pages that are looked at.</summary>
internal sealed unsafe class MappedRanges : IByteRanges
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _start;

    internal MappedRanges(string path)
    {
        Length = new FileInfo(path).Length;
        if (Length == 0)
        {
            throw new RootFormatException(path, 0, "a ROOT file, which begins with \"root\"", "an empty file");
        }

        _file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        _view = _file.CreateViewAccessor(0, Length, MemoryMappedFileAccess.Read);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
        _start += _view.PointerOffset;
    }

    public long Length { get; }

    public int Read(long offset, Span<byte> target)
    {
        ObjectDisposedException.ThrowIf(_view.SafeMemoryMappedViewHandle.IsClosed, this);
        int length = (int)Math.Min(target.Length, Length - offset);
        new ReadOnlySpan<byte>(_start + offset, length).CopyTo(target);
        return length;
    }

    public ReadOnlySpan<byte> View(long offset, int length)
    {
        ObjectDisposedException.ThrowIf(_view.SafeMemoryMappedViewHandle.IsClosed, this);
        return new ReadOnlySpan<byte>(_start + offset, length);
    }

    public void Dispose()
    {
        if (!_view.SafeMemoryMappedViewHandle.IsClosed)
        {
            _view.SafeMemoryMappedViewHandle.ReleasePointer();
        }

        _view.Dispose();
        _file.Dispose();
    }
}
