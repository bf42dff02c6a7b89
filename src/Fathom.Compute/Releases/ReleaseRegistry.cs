using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Fathom.Database;

namespace Fathom.Compute.Releases;

/// <summary>A release of a payload, by name.</summary>
/// <param name="Name">Its name, which never comes to mean other files.</param>
/// <param name="Sha256">SHA-256 of its archive: 64 lower-case hexadecimal digits.</param>
/// <param name="Bytes">Length of the archive [byte].</param>
/// <param name="Entries">Files, links and folders in it.</param>
/// <param name="AddedUtc">When it was registered.</param>
public sealed record Release(string Name, string Sha256, long Bytes, int Entries, DateTimeOffset AddedUtc);

/// <summary>The releases of a workspace: archives in <c>releases/</c> under their SHA-256, names in <c>releases/names/</c>.</summary>
/// <param name="folders">The workspace.</param>
public sealed class ReleaseRegistry(WorkspaceFolders folders)
{
    private const string Ending = ".json", EndingOfRemoved = ".removed";
    private const int LongestName = 64;

    private string Folder => Path.Combine(folders.Root, "releases");

    private string Names => Path.Combine(Folder, "names");

    /// <summary>Registers a release. The same files under the same name again change nothing.</summary>
    /// <param name="name">1 to 64 letters, digits, - _ or '.', not beginning with '.'.</param>
    /// <param name="from">A folder, or a tar, also compressed by gzip.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="ReleaseException">The name is taken by other files or is none, or the files cannot be a release.</exception>
    public Release Add(string name, string from, TimeProvider time)
    {
        if (!IsName(name))
        {
            throw new ReleaseException($"'{name}': the name of a release has 1 to {LongestName} letters, digits, - _ or '.', and does not begin with '.'.");
        }
        Directory.CreateDirectory(Names);
        var work = Directory.CreateDirectory(Path.Combine(Folder, $".new-{Guid.NewGuid():N}")).FullName;
        try
        {
            var archive = Path.Combine(work, "archive");
            var entries = Pack(from, work, archive);
            var release = new Release(name, HashOf(archive), new FileInfo(archive).Length, entries, time.GetUtcNow());
            if ((Find(name) ?? FindRemoved(name)) is { } known && known.Sha256 != release.Sha256)
            {
                throw new ReleaseException($"Release {name} has other files (SHA-256 {known.Sha256}): a name keeps its meaning. Choose another.");
            }
            File.Move(archive, Path.Combine(Folder, release.Sha256), overwrite: true);
            return Find(name) ?? Write(release, Path.Combine(work, "name"));
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    /// <summary>Removes a release: its name, which keeps its meaning should the same files come back, and its archive where no other name has it.
    /// Whoever calls knows that no campaign needs it.</summary>
    /// <exception cref="IOException">A file cannot be removed; repeat it.</exception>
    public void Remove(Release release)
    {
        if (!IsShared(release))
        {
            File.Delete(Path.Combine(Folder, release.Sha256)); // first: a name without its archive is seen, an archive without a name is not
        }
        File.Move(FileOf(release.Name), FileOfRemoved(release.Name), overwrite: true);
    }

    /// <summary>True where another name has the same archive.</summary>
    public bool IsShared(Release release) => List().Any(other => other.Sha256 == release.Sha256 && other.Name != release.Name);

    /// <summary>The release of a name, or null.</summary>
    /// <exception cref="ReleaseException">Its file cannot be read.</exception>
    public Release? Find(string name) => IsName(name) && File.Exists(FileOf(name)) ? Read(FileOf(name)) : null;

    /// <summary>All of them, by name.</summary>
    /// <exception cref="ReleaseException">A file cannot be read.</exception>
    public IReadOnlyList<Release> List() => !Directory.Exists(Names) ? [] :
        [.. Directory.EnumerateFiles(Names, "*" + Ending).Order(StringComparer.Ordinal).Select(Read)];

    /// <summary>Path of the archive of a hash, or null where it is not there.</summary>
    public string? ArchiveOf(string sha256) => IsName(sha256) && Path.Combine(Folder, sha256) is var path && File.Exists(path) ? path : null;

    private static int Pack(string from, string work, string archive)
    {
        var folder = from;
        if (!Directory.Exists(from))
        {
            folder = Directory.CreateDirectory(Path.Combine(work, "files")).FullName;
            using var tar = File.Exists(from) ? File.OpenRead(from) : throw new ReleaseException($"{from}: there is no such folder or tar.");
            ReleaseArchive.Unpack(tar, folder);
        }
        using var into = new FileStream(archive, FileMode.CreateNew, FileAccess.Write);
        var entries = ReleaseArchive.Pack(folder, into);
        into.Flush(flushToDisk: true);
        return entries;
    }

    private Release Write(Release release, string fresh)
    {
        using (var file = new FileStream(fresh, FileMode.CreateNew, FileAccess.Write))
        {
            JsonSerializer.Serialize(file, release, ReleaseJson.Default.Release);
            file.Flush(flushToDisk: true);
        }
        File.Move(fresh, FileOf(release.Name), overwrite: false); // of two at once, one is told
        File.Delete(FileOfRemoved(release.Name));
        return release;
    }

    private Release? FindRemoved(string name) => File.Exists(FileOfRemoved(name)) ? Read(FileOfRemoved(name)) : null;

    private static Release Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), ReleaseJson.Default.Release) ?? throw new ReleaseException($"{path}: expected a release, found null.");
        }
        catch (JsonException broken)
        {
            throw new ReleaseException($"{path}: expected a release, found {broken.Message}");
        }
    }

    private static string HashOf(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    private string FileOf(string name) => Path.Combine(Names, name + Ending);

    private string FileOfRemoved(string name) => Path.Combine(Names, name + EndingOfRemoved);

    private static bool IsName(string name) =>
        name.Length is > 0 and <= LongestName && name[0] != '.' && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}

/// <summary>JSON of the registry.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true)]
[JsonSerializable(typeof(Release))]
internal sealed partial class ReleaseJson : JsonSerializerContext;
