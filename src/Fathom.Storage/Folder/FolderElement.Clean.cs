using Fathom.Storage.Elements;

namespace Fathom.Storage.Folder;

public sealed partial class FolderElement
{
    private static readonly EnumerationOptions NoLinks = new()
    {
        AttributesToSkip = FileAttributes.ReparsePoint,
        IgnoreInaccessible = false,
        ReturnSpecialDirectories = false,
    };

    /// <summary>Reads the entries of a folder; tests put a folder that cannot be read here.</summary>
    internal Func<string, IEnumerable<FileSystemInfo>> ReadFolder { get; init; } =
        static folder => new DirectoryInfo(folder).EnumerateFileSystemInfos("*", NoLinks);

    /// <summary>fsync of a folder; tests watch it, or let it fail.</summary>
    internal Action<FolderHandle> SyncFolder { get; init; } = static folder => folder.Sync();

    /// <inheritdoc/>
    public bool Delete(string path)
    {
        var parsed = StoragePath.Parse(path);
        try
        {
            using var at = FolderPath.Open(OpenRoot(), parsed, make: false);
            // The bytes go first: a checksum without its file is harmless, a file without its checksum looks damaged.
            var deleted = at.Last.FileSize(at.Name) is not null && at.Last.Unlink(at.Name);
            at.Last.Unlink(ReservedNames.ChecksumOf(at.Name));
            // Before the ledger forgets the path; also where nothing is left: a crash may have come between unlink and fsync.
            SyncDeletions(at.Last, path);
            return deleted;
        }
        catch (UnixException failure)
        {
            return FolderFaults.IsMissing(failure.Error) ? false : throw FolderFaults.Of(Name, path, failure);
        }
    }

    /// <inheritdoc/>
    public void Tidy(string folder)
    {
        var parsed = StoragePath.Parse(folder);
        try
        {
            using var at = FolderPath.Open(OpenRoot(), parsed, make: false);
            TidyAt(at, folder);
            SyncDeletions(at.Last, folder); // as in Delete: also where the folder went before a crash
        }
        catch (UnixException failure)
        {
            if (!FolderFaults.IsMissing(failure.Error))
            {
                throw FolderFaults.Of(Name, folder, failure);
            }
        }
    }

    /// <inheritdoc/>
    public bool HoldsOnly(string folder, IReadOnlyCollection<string> paths)
    {
        _ = StoragePath.Parse(folder);
        var known = paths.Where(path => path.StartsWith(folder + "/", StringComparison.Ordinal)).Select(path => path[(folder.Length + 1)..])
            .SelectMany(name => new[] { name, ReservedNames.ChecksumOf(name) }).ToHashSet(StringComparer.Ordinal);
        try
        {
            RequireHere();
            return Entries(folder).TrueForAll(entry => entry is FileInfo && known.Contains(entry.Name));
        }
        catch (StorageException)
        {
            return false; // whoever tidies it will tell
        }
    }

    /// <inheritdoc/>
    public IEnumerable<StoredFile> List(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (folder.Length == 0)
        {
            RequireHere();
            return ListInside("");
        }
        var parsed = StoragePath.Parse(folder);
        return Stat(folder) is { } file ? [file] : IsFolder(parsed) ? ListInside(folder + "/") : [];
    }

    private void TidyAt(FolderPath at, string path)
    {
        try
        {
            using var inside = at.Last.OpenFolder(at.Name, make: false);
            TidyInside(inside, path);
        }
        catch (UnixException failure) when (FolderFaults.IsMissing(failure.Error))
        {
            return;
        }
        at.Last.RemoveFolder(at.Name);
    }

    private void TidyInside(FolderHandle folder, string path)
    {
        foreach (var entry in Entries(path))
        {
            if (entry is DirectoryInfo)
            {
                using (var inside = folder.OpenFolder(entry.Name, make: false))
                {
                    TidyInside(inside, path + "/" + entry.Name);
                }
                folder.RemoveFolder(entry.Name);
            }
            else if (ReservedNames.IsPart(entry.Name)
                || (ReservedNames.FileOfChecksum(entry.Name) is { } file && folder.FileSize(file) is null))
            {
                folder.Unlink(entry.Name);
            }
        }
        SyncDeletions(folder, path);
    }

    private void SyncDeletions(FolderHandle folder, string path)
    {
        try
        {
            SyncFolder(folder);
        }
        catch (UnixException failure)
        {
            // The system may drop what it could not write: a repeated fsync would succeed and promise nothing.
            throw new StorageDurabilityException(Name, path, failure.Message, failure);
        }
    }

    /// <summary>Entries of the folder at a path below the root.</summary>
    /// <exception cref="StorageException">It cannot be read.</exception>
    private List<FileSystemInfo> Entries(string path)
    {
        try
        {
            return [.. ReadFolder(Path.Combine(Root, path))];
        }
        catch (DirectoryNotFoundException)
        {
            return []; // removed at the same time
        }
        catch (UnauthorizedAccessException denied)
        {
            throw new StorageDeniedException(Name, path, denied.Message, denied);
        }
        catch (IOException failure)
        {
            throw FolderFaults.OfSystem(Name, path, failure);
        }
    }

    private bool IsFolder(StoragePath path)
    {
        try
        {
            using var at = FolderPath.Open(OpenRoot(), path, make: false);
            using var inside = at.Last.OpenFolder(at.Name, make: false);
            return true;
        }
        catch (UnixException failure)
        {
            return FolderFaults.IsMissing(failure.Error) ? false : throw FolderFaults.Of(Name, path.Text, failure);
        }
    }

    private IEnumerable<StoredFile> ListInside(string prefix)
    {
        var entries = Entries(prefix)
            .Select(entry => (Key: entry is DirectoryInfo ? entry.Name + "/" : entry.Name, Entry: entry))
            .Where(entry => !ReservedNames.Is(entry.Key))
            .OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .ToList();
        return entries.SelectMany(entry => entry.Entry is DirectoryInfo
            ? ListInside(prefix + entry.Key)
            : Listed(prefix + entry.Key, (FileInfo)entry.Entry));
    }

    private IEnumerable<StoredFile> Listed(string path, FileInfo entry) =>
        StoragePath.Fault(path) is not null ? [new StoredFile(path, entry.Length, null)] // put there by someone else
        : Stat(path) is { } file ? [file]
        : [];
}
