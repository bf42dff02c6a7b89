using Fathom.Storage.Checksums;
using Fathom.Storage.Elements;
using Microsoft.Win32.SafeHandles;

namespace Fathom.Storage.Folder;

public sealed partial class FolderElement
{
    /// <summary>Writes bytes at an offset of a file; tests put a device that is full here.</summary>
    internal Func<SafeFileHandle, ReadOnlyMemory<byte>, long, CancellationToken, ValueTask> WriteBytes { get; init; } =
        static (file, bytes, offset, _) =>
        {
            RandomAccess.Write(file, bytes.Span, offset);
            return ValueTask.CompletedTask;
        };

    /// <inheritdoc/>
    public async Task<StoredFile> CreateAsync(string path, Stream content, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(content);
        var parsed = StoragePath.Parse(path);
        using var at = OpenForCreation(parsed);
        var part = ReservedNames.NewPart();
        try
        {
            if (at.Last.FileSize(at.Name) is not null)
            {
                throw new StorageConflictException(Name, path);
            }
            var (size, adler32) = await WritePartAsync(at.Last, part, path, content, cancellation);
            at.Last.RenameNew(part, at.Name);
            return new StoredFile(path, size, adler32);
        }
        catch (UnixException failure)
        {
            at.Last.Unlink(part);
            throw FolderFaults.Of(Name, path, failure);
        }
        catch
        {
            at.Last.Unlink(part);
            throw;
        }
    }

    private FolderPath OpenForCreation(StoragePath path)
    {
        try
        {
            return FolderPath.Open(OpenRoot(), path, make: true);
        }
        catch (UnixException failure)
        {
            throw FolderFaults.Of(Name, path.Text, failure);
        }
    }

    private async Task<(long Size, string Adler32)> WritePartAsync(
        FolderHandle folder, string part, string path, Stream content, CancellationToken cancellation)
    {
        using var file = folder.CreateFile(part);
        return await ChecksummedCopy.RunAsync(content, WriteAsync, cancellation);

        async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, long offset, CancellationToken token)
        {
            try
            {
                await WriteBytes(file, bytes, offset, token);
            }
            catch (IOException failure)
            {
                throw FolderFaults.OfSystem(Name, path, failure);
            }
        }
    }
}
