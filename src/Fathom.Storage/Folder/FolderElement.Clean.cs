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

    /// <inheritdoc/>
    public bool Delete(string path)
    {
        var parsed = StoragePath.Parse(path);
        try
        {
            using var at = FolderPath.Open(Root, parsed, make: false);
            // The bytes go first: a checksum without its file is harmless, a file without its checksum looks damaged.
            var deleted = at.Last.FileSize(at.Name) is not null && at.Last.Unlink(at.Name);
            if (at.Last.Unlink(ReservedNames.ChecksumOf(at.Name)) || deleted)
            {
                at.Last.Sync(); // before the ledger forgets the path
            }
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
            using var at = FolderPath.Open(Root, parsed, make: false);
            using (var inside = at.Last.OpenFolder(at.Name, make: false))
            {
                TidyInside(inside, Path.Combine(Root, folder));
            }
            at.Last.RemoveFolder(at.Name);
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
    public IEnumerable<StoredFile> List(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (folder.Length == 0)
        {
            return ListInside("");
        }
        var parsed = StoragePath.Parse(folder);
        return Stat(folder) is { } file ? [file] : IsFolder(parsed) ? ListInside(folder + "/") : [];
    }

    private static void TidyInside(FolderHandle folder, string where)
    {
        foreach (var entry in Entries(where))
        {
            if (entry is DirectoryInfo)
            {
                using (var inside = folder.OpenFolder(entry.Name, make: false))
                {
                    TidyInside(inside, entry.FullName);
                }
                folder.RemoveFolder(entry.Name);
            }
            else if (ReservedNames.IsPart(entry.Name)
                || (ReservedNames.FileOfChecksum(entry.Name) is { } file && folder.FileSize(file) is null))
            {
                folder.Unlink(entry.Name);
            }
        }
    }

    private static List<FileSystemInfo> Entries(string folder)
    {
        try
        {
            return [.. new DirectoryInfo(folder).EnumerateFileSystemInfos("*", NoLinks)];
        }
        catch (DirectoryNotFoundException)
        {
            return []; // removed at the same time
        }
    }

    private bool IsFolder(StoragePath path)
    {
        try
        {
            using var at = FolderPath.Open(Root, path, make: false);
            using var inside = at.Last.OpenFolder(at.Name, make: false);
            return true;
        }
        catch (UnixException failure) when (FolderFaults.IsMissing(failure.Error))
        {
            return false;
        }
    }

    private IEnumerable<StoredFile> ListInside(string prefix)
    {
        var entries = Entries(Path.Combine(Root, prefix))
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
