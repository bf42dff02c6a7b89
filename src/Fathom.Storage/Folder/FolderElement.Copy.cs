using Fathom.Storage.Checksums;
using Fathom.Storage.Elements;
using Fathom.Storage.Load;

namespace Fathom.Storage.Folder;

public sealed partial class FolderElement
{
    /// <summary>Copies a file to this machine at a pace, reading it once.</summary>
    /// <param name="path">The file.</param>
    /// <param name="to">Path of the copy on this machine; nothing may be there.</param>
    /// <param name="bytesPerSecond">No faster than this [byte/s]; infinity: as fast as it goes.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Size and checksum of the bytes that were read.</returns>
    /// <exception cref="StorageException">The element does not give it.</exception>
    /// <exception cref="IOException">The copy cannot be written.</exception>
    public async Task<StoredFile> CopyOutAsync(string path, string to, double bytesPerSecond, TimeProvider time, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bytesPerSecond);
        await using var from = double.IsPositiveInfinity(bytesPerSecond) ? OpenRead(path) : new PacedSource(OpenRead(path), bytesPerSecond, time);
        using var into = File.OpenHandle(to, FileMode.CreateNew, FileAccess.Write);
        var writes = false;
        try
        {
            var (size, adler32) = await ChecksummedCopy.RunAsync(from, Write, cancellation);
            return new StoredFile(path, size, adler32);
        }
        catch (IOException failure) when (!writes)
        {
            throw new StorageFaultException(Name, path, failure.Message, failure);
        }

        ValueTask Write(ReadOnlyMemory<byte> bytes, long offset, CancellationToken token)
        {
            writes = true;
            RandomAccess.Write(into, bytes.Span, offset);
            writes = false;
            return ValueTask.CompletedTask;
        }
    }
}
