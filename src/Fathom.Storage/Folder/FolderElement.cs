using Fathom.Storage.Checksums;
using Fathom.Storage.Elements;
using Microsoft.Win32.SafeHandles;

namespace Fathom.Storage.Folder;

/// <summary>A storage element that is a folder of this machine's file system.</summary>
/// <remarks>
/// Beside each durable file "x" lies its stored checksum ".fathom-adler32-x"; bytes that are not complete yet are
/// ".fathom-part-*". Links below the root are never followed. In the root lies the element's mark, an empty file
/// ".fathom-element-NAME": where it is missing the folder is taken for an empty mount point, in which nothing may be looked for or written.
/// </remarks>
public sealed partial class FolderElement : IStorageElement
{
    private readonly SharedSyncs syncs;

    /// <summary>Names the folder; and makes it and its mark where asked to.</summary>
    /// <param name="name">Name of the element.</param>
    /// <param name="root">Absolute path of the folder.</param>
    /// <param name="make">True: a missing folder, or mark, is made. False: until it is there, whatever is asked fails by <see cref="StorageAwayException"/>.</param>
    /// <param name="marked">False: the folder may lack its mark, as one that was made before there were any.</param>
    /// <exception cref="StorageDeniedException">The folder cannot be made.</exception>
    public FolderElement(string name, string root, bool make = true, bool marked = true)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentException.ThrowIfNullOrWhiteSpace(root);
        if (!OperatingSystem.IsLinux())
        {
            throw new PlatformNotSupportedException("A folder element needs Linux.");
        }
        (Name, Root, mark) = (name, Path.GetFullPath(root), marked ? ReservedNames.MarkOf(name) : null);
        syncs = new SharedSyncs(folder => SyncFolder(folder));
        if (make)
        {
            Make();
        }
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Absolute path of the folder.</summary>
    public string Root { get; }

    /// <summary>Where a file lies on this machine, for programs that read it in place.</summary>
    /// <exception cref="StorageMissingException">There is no such file, or only through a link.</exception>
    public string LocalPath(string path) =>
        Stat(path) is null ? throw new StorageMissingException(Name, path) : Path.Combine(Root, path);

    /// <summary>fsync of a file; tests watch it, or let it fail.</summary>
    internal Action<SafeFileHandle> SyncFile { get; init; } = FolderHandle.Sync;

    /// <inheritdoc/>
    public StoredFile? Stat(string path)
    {
        var parsed = StoragePath.Parse(path);
        try
        {
            using var at = FolderPath.Open(OpenRoot(), parsed, make: false);
            return at.Last.FileSize(at.Name) is { } size
                ? new StoredFile(path, size, StoredChecksum.Read(at.Last, at.Name, size))
                : null;
        }
        catch (UnixException failure)
        {
            return FolderFaults.IsMissing(failure.Error) ? null : throw FolderFaults.Of(Name, path, failure);
        }
        catch (IOException failure)
        {
            throw FolderFaults.OfSystem(Name, path, failure); // the checksum's bytes
        }
    }

    /// <inheritdoc/>
    public Stream OpenRead(string path)
    {
        using var at = OpenFolders(path, out var file);
        return new FileStream(file, FileAccess.Read, bufferSize: 0);
    }

    /// <inheritdoc/>
    public Task<string> ChecksumAsync(string path, CancellationToken cancellation) => Task.FromResult(Measure(path, cancellation).Found.Adler32!);

    /// <summary>Reads a file once: what its bytes are now, and where it lies on this machine.</summary>
    /// <exception cref="StorageMissingException">There is no such file, or only through a link.</exception>
    public (StoredFile Found, string LocalPath) Measure(string path, CancellationToken cancellation)
    {
        using var at = OpenFolders(path, out var file);
        using var opened = file;
        var (size, adler32) = ReadAll(path, file, cancellation);
        return (new StoredFile(path, size, adler32), Path.Combine(Root, path));
    }

    /// <inheritdoc/>
    public async Task<StoredFile> MakeDurableAsync(string path, CancellationToken cancellation)
    {
        using var at = OpenFolders(path, out var file);
        using var opened = file;
        var (size, adler32) = ReadAll(path, file, cancellation);
        try
        {
            using (var stored = StoredChecksum.Read(at.Last, at.Name, size) == adler32
                ? at.Last.OpenFile(ReservedNames.ChecksumOf(at.Name))
                : StoredChecksum.Write(at.Last, at.Name, adler32, size))
            {
                SyncFile(file);
                SyncFile(stored);
            }
            await at.SyncAllAsync(syncs);
        }
        catch (UnixException failure) when (FolderFaults.IsMissing(failure.Error))
        {
            throw new StorageMissingException(Name, path);
        }
        catch (IOException failure)
        {
            // No space for the checksum's few bytes is not a doubt about what was acknowledged before: it can be repeated.
            var fault = FolderFaults.OfSystem(Name, path, failure);
            throw fault is StorageFaultException ? new StorageDurabilityException(Name, path, failure.Message, failure) : fault;
        }
        return new StoredFile(path, size, adler32);
    }

    // One walk from the root, for all that is done with the file.
    private FolderPath OpenFolders(string path, out SafeFileHandle file)
    {
        FolderPath? at = null;
        try
        {
            at = FolderPath.Open(OpenRoot(), StoragePath.Parse(path), make: false);
            file = at.Last.FileSize(at.Name) is null ? throw new StorageMissingException(Name, path) : at.Last.OpenFile(at.Name);
            return at;
        }
        catch (UnixException failure)
        {
            at?.Dispose();
            throw FolderFaults.IsMissing(failure.Error)
                ? new StorageMissingException(Name, path)
                : FolderFaults.Of(Name, path, failure);
        }
        catch
        {
            at?.Dispose();
            throw;
        }
    }

    private (long Size, string Adler32) ReadAll(string path, SafeFileHandle file, CancellationToken cancellation)
    {
        try
        {
            return ChecksummedCopy.Run(file, cancellation);
        }
        catch (IOException failure)
        {
            throw new StorageFaultException(Name, path, failure.Message, failure);
        }
    }
}
