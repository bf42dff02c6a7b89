using System.Formats.Tar;
using System.IO.Compression;

namespace Fathom.Compute.Releases;

/// <summary>A release as one file: a tar with its paths in order, without owners and times, so that the same files are the same bytes.</summary>
public static class ReleaseArchive
{
    private const UnixFileMode ReadOnly = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Run = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Packs a folder; returns how many files, links and folders.</summary>
    /// <param name="folder">The folder, whose own name is not part of it.</param>
    /// <param name="into">Receives the archive.</param>
    /// <exception cref="ReleaseException">It holds what a release may not.</exception>
    public static int Pack(string folder, Stream into)
    {
        var tree = new ReleaseTree();
        var entries = new SortedDictionary<string, FileSystemInfo>(StringComparer.Ordinal);
        Collect(new DirectoryInfo(folder), "", entries, tree);
        tree.CheckLinks();
        if (!entries.Values.Any(entry => entry is FileInfo))
        {
            throw new ReleaseException($"{folder}: there is no file in it.");
        }
        using var tar = new TarWriter(into, TarEntryFormat.Gnu, leaveOpen: true);
        foreach (var (path, found) in entries)
        {
            Write(tar, path, found);
        }
        return entries.Count;
    }

    /// <summary>Unpacks an archive, also one that was made elsewhere or compressed by gzip, into a folder that is empty.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="folder">Receives its files, none of which may be written then.</param>
    /// <exception cref="ReleaseException">It holds what a release may not, or is no tar.</exception>
    public static void Unpack(Stream archive, string folder)
    {
        var tree = new ReleaseTree();
        var links = new List<(string Path, string Target)>();
        try
        {
            using var tar = new TarReader(Plain(archive), leaveOpen: true);
            while (tar.GetNextEntry() is { } entry)
            {
                Take(entry, folder, tree, links);
            }
        }
        catch (Exception broken) when (broken is InvalidDataException or EndOfStreamException or FormatException or ArgumentException)
        {
            throw new ReleaseException($"The release is no readable tar: {broken.Message}");
        }
        tree.CheckLinks();
        // Last, so that nothing was ever written through one.
        links.ForEach(link => File.CreateSymbolicLink(Path.Combine(folder, link.Path), link.Target));
    }

    /// <summary>True where an archive has an executable of this path.</summary>
    public static bool Runs(string archive, string path)
    {
        using var file = File.OpenRead(archive);
        using var tar = new TarReader(file);
        while (tar.GetNextEntry() is { } entry)
        {
            if (entry.EntryType == TarEntryType.RegularFile && entry.Name == path)
            {
                return (entry.Mode & Run) != 0;
            }
        }
        return false;
    }

    private static void Take(TarEntry entry, string folder, ReleaseTree tree, List<(string Path, string Target)> links)
    {
        var path = entry.Name.StartsWith("./", StringComparison.Ordinal) ? entry.Name[2..] : entry.Name;
        path = path.EndsWith('/') ? path[..^1] : path;
        switch (entry.EntryType)
        {
            case TarEntryType.GlobalExtendedAttributes:
            case TarEntryType.Directory when path is "" or ".":
                break;
            case TarEntryType.Directory:
                tree.Add(path, 0);
                Directory.CreateDirectory(Path.Combine(folder, path));
                break;
            case TarEntryType.RegularFile or TarEntryType.V7RegularFile:
                tree.Add(path, entry.Length);
                Write(Path.Combine(folder, path), entry);
                break;
            case TarEntryType.SymbolicLink:
                tree.AddLink(path, entry.LinkName);
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, path))!);
                links.Add((path, entry.LinkName));
                break;
            default:
                throw new ReleaseException($"The release is not acceptable: '{path}' is a {entry.EntryType}; files, folders and symbolic links can be in it.");
        }
    }

    private static void Write(string path, TarEntry entry)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write))
        {
            entry.DataStream?.CopyTo(file);
        }
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, (entry.Mode & Run) != 0 ? ReadOnly | Run : ReadOnly);
        }
    }

    private static void Write(TarWriter tar, string path, FileSystemInfo found)
    {
        var kind = found.LinkTarget is not null ? TarEntryType.SymbolicLink : found is DirectoryInfo ? TarEntryType.Directory : TarEntryType.RegularFile;
        // What has no length is not opened: it may be a pipe, which would wait for ever, and becomes an empty file.
        using var content = kind == TarEntryType.RegularFile && found is FileInfo { Length: > 0 } ? new FileStream(found.FullName, FileMode.Open, FileAccess.Read, FileShare.Read) : null;
        var entry = new GnuTarEntry(kind, path)
        {
            Mode = kind == TarEntryType.Directory || IsExecutable(found) ? ReadOnly | Run : ReadOnly,
            ModificationTime = DateTimeOffset.UnixEpoch,
        };
        if (content is not null)
        {
            entry.DataStream = content;
        }
        if (found.LinkTarget is { } target)
        {
            entry.LinkName = target;
        }
        tar.WriteEntry(entry);
    }

    private static void Collect(DirectoryInfo folder, string below, SortedDictionary<string, FileSystemInfo> entries, ReleaseTree tree)
    {
        foreach (var found in folder.EnumerateFileSystemInfos())
        {
            var path = below + found.Name;
            if (found.LinkTarget is { } target)
            {
                tree.AddLink(path, target);
            }
            else if (found is DirectoryInfo inner)
            {
                tree.Add(path, 0);
                Collect(inner, path + "/", entries, tree);
            }
            else
            {
                tree.Add(path, ((FileInfo)found).Length);
            }
            entries.Add(path, found);
        }
    }

    private static bool IsExecutable(FileSystemInfo found) => !OperatingSystem.IsWindows() && found.LinkTarget is null && (found.UnixFileMode & Run) != 0;

    private static Stream Plain(Stream archive)
    {
        var (first, second) = (archive.ReadByte(), archive.ReadByte());
        archive.Position = 0;
        return first == 0x1f && second == 0x8b ? new GZipStream(archive, CompressionMode.Decompress, leaveOpen: true) : archive;
    }
}
