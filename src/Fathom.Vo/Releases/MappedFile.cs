using System.IO.MemoryMappedFiles;

namespace Fathom.Vo.Releases;

/// <summary>A file in memory, as it lies on the disk.</summary>
internal sealed unsafe class MappedFile : IDisposable
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _start;

    /// <summary>Maps a file.</summary>
    /// <exception cref="ReleaseFileException">It is empty.</exception>
    public MappedFile(string path)
    {
        Length = new FileInfo(path).Length;
        if (Length == 0)
        {
            throw new ReleaseFileException(path, "the file is empty.");
        }

        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        _file = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
        _view = _file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        byte* start = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        _start = start + _view.PointerOffset;
    }

    /// <summary>Its length.</summary>
    public long Length { get; }

    /// <summary>Values that lie one after another.</summary>
    /// <param name="offset">Where the first lies, in bytes; aligned to the type.</param>
    /// <param name="count">How many.</param>
    public ReadOnlySpan<T> Values<T>(long offset, int count)
        where T : unmanaged
    {
        if (offset < 0 || count < 0 || offset > Length || (Length - offset) / sizeof(T) < count)
        {
            throw new ArgumentOutOfRangeException(nameof(offset), $"{count} values at byte {offset} are not within a file of {Length} bytes.");
        }

        return new ReadOnlySpan<T>(_start + offset, count);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_view.SafeMemoryMappedViewHandle.IsClosed)
        {
            return;
        }

        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }
}
