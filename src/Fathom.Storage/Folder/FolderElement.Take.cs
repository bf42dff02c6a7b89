using Fathom.Storage.Checksums;
using Fathom.Storage.Elements;

namespace Fathom.Storage.Folder;

public sealed partial class FolderElement
{
    /// <summary>
    /// Moves a file of this machine to the element, as <see cref="CreateAsync"/> would write it; where the two are on different file
    /// systems it is copied, and stays.
    /// </summary>
    /// <param name="path">Where to.</param>
    /// <param name="file">The file; nobody may be able to write to it any more.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Size and checksum of the bytes, read once; nothing is durable yet.</returns>
    /// <exception cref="FileNotFoundException">There is no such file of this machine, or it is none.</exception>
    /// <exception cref="StorageConflictException">Something exists at the path; it is left as it was.</exception>
    public async Task<StoredFile> TakeAsync(string path, string file, CancellationToken cancellation)
    {
        if (TryMove(StoragePath.Parse(path), file, cancellation) is { } taken)
        {
            return taken;
        }
        await using var content = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        return await CreateAsync(path, content, cancellation);
    }

    private StoredFile? TryMove(StoragePath path, string file, CancellationToken cancellation)
    {
        using var at = OpenForCreation(path);
        using var from = FolderHandle.OpenRoot(Path.GetDirectoryName(file)!);
        var name = Path.GetFileName(file);
        try
        {
            if (from.FileSize(name) is null)
            {
                throw new FileNotFoundException("There is no such file.", file);
            }
            using var opened = from.OpenFile(name);
            var (size, adler32) = ChecksummedCopy.Run(opened, cancellation);
            return at.Last.TakeNew(from, name, at.Name) ? new StoredFile(path.Text, size, adler32) : null;
        }
        catch (UnixException failure)
        {
            throw FolderFaults.Of(Name, path.Text, failure);
        }
    }
}
