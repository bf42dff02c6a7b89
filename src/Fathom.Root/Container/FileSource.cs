using Fathom.Root.Sources;

namespace Fathom.Root.Container;

/// <summary>Reads byte ranges of a file; a range outside of it is a <see cref="RootFormatException"/>.</summary>
/// <param name="ranges">Where the bytes come from.</param>
/// <param name="name">What messages call the file.</param>
internal sealed class FileSource(IByteRanges ranges, string name) : IDisposable
{
    /// <summary>A stream that can be positioned; it stays open.</summary>
    internal FileSource(Stream stream, string name)
        : this(new StreamRanges(stream), name)
    {
    }

    internal FileSource(string path, bool mapped = false)
        : this(mapped ? new MappedRanges(path) : new FileRanges(path), path)
    {
    }

    internal string Path => name;

    internal long Length => ranges.Length;

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
            int got = ranges.Read(offset, target);
            if (got == 0)
            {
                throw new RootFormatException(Path, offset, $"{target.Length} more bytes of {what}", "the end of the file");
            }

            offset += got;
            target = target[got..];
        }
    }

    /// <summary>A range where it lies in memory, or read into an array that grows to hold it.</summary>
    /// <param name="offset">Its first byte.</param>
    /// <param name="length">Its bytes.</param>
    /// <param name="room">Receives them where the file is not mapped.</param>
    /// <param name="what">What messages call it.</param>
    internal ReadOnlySpan<byte> View(long offset, int length, ref byte[] room, string what)
    {
        Check(offset, length, what);
        ReadOnlySpan<byte> mapped = ranges.View(offset, length);
        if (mapped.Length == length)
        {
            return mapped;
        }

        Span<byte> bytes = Scratch.Room(ref room, length);
        Read(offset, bytes, what);
        return bytes;
    }

    public void Dispose() => ranges.Dispose();

    internal void Check(long offset, long length, string what)
    {
        if (offset < 0 || length < 0 || length > Array.MaxLength || offset > Length - length)
        {
            throw new RootFormatException(
                Path, offset, $"{what} of {length} bytes", $"a file of {Length} bytes");
        }
    }
}
