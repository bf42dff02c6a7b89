using System.Text.Json;
using System.Text.RegularExpressions;
using Fathom.Vo.Registry;
using Fathom.Vo.Releases;

namespace Fathom.Vo.Publishing;

/// <summary>The releases of a workspace: a folder for each state, a file for each version. A release changes its state by one rename.</summary>
public sealed partial class ReleaseShelf
{
    private const string Ending = ".release";

    private readonly string _folder;

    /// <summary>Over a folder, which need not be there yet.</summary>
    public ReleaseShelf(string folder) => _folder = Path.GetFullPath(folder);

    /// <summary>Files that go with releases, of all states.</summary>
    public ReleaseFileStore Files => new(Path.Combine(_folder, "files"));

    /// <summary>Copies of published tables for queries, each made once; none is needed to publish.</summary>
    public CopyFolder Copies => new(Path.Combine(_folder, "copies"), isKept: true);

    /// <summary>Who publishes.</summary>
    public PublisherFile Publisher => new(_folder);

    /// <summary>Changes when a release is published or withdrawn, and when it is stated who publishes.</summary>
    public (DateTime Releases, DateTime Publisher) Changed => (Directory.GetLastWriteTimeUtc(FolderOf(ReleaseState.Published)), Publisher.Changed);

    /// <summary>All versions of all releases, by name and version.</summary>
    public IReadOnlyList<ReleaseEntry> List() =>
        [.. Enum.GetValues<ReleaseState>().SelectMany(List).OrderBy(entry => entry.Name, StringComparer.Ordinal).ThenBy(entry => entry.Version, VersionOrder.Instance)];

    /// <summary>The versions in one state.</summary>
    public IEnumerable<ReleaseEntry> List(ReleaseState state)
    {
        string folder = FolderOf(state);
        return !Directory.Exists(folder) ? [] : Directory.EnumerateFiles(folder, "*" + Ending).Select(file => Entry(file, state)).OfType<ReleaseEntry>();
    }

    /// <summary>A version of a release; without a version its newest, published ones before others.</summary>
    public ReleaseEntry? Find(string name, string? version = null) =>
        List().Where(entry => entry.Name == name && (version is null || entry.Version == version))
            .OrderBy(entry => entry.State == ReleaseState.Published).ThenBy(entry => entry.Version, VersionOrder.Instance).LastOrDefault();

    /// <summary>Where the file of a new draft goes.</summary>
    /// <exception cref="ArgumentException">Name or version cannot stand in addresses.</exception>
    public string PlaceFor(string name, string version)
    {
        if (!NameForm().IsMatch(name))
        {
            throw new ArgumentException($"A release cannot be named '{name}': 1 to 64 lower-case letters, digits and _, a letter first.", nameof(name));
        }

        if (!VersionForm().IsMatch(version))
        {
            throw new ArgumentException($"'{version}' is no version such as 1.0 or 2.1.3.", nameof(version));
        }

        return Path.Combine(Directory.CreateDirectory(FolderOf(ReleaseState.Draft)).FullName, $"{name}-{version}{Ending}");
    }

    /// <summary>Makes a draft public, or withdraws what is public.</summary>
    /// <param name="entry">The version.</param>
    /// <param name="state">Its new state.</param>
    /// <param name="at">When, for registries that ask what has changed since.</param>
    /// <exception cref="IOException">There is a version of that name in that state already.</exception>
    public ReleaseEntry Move(ReleaseEntry entry, ReleaseState state, DateTimeOffset at)
    {
        string target = Path.Combine(Directory.CreateDirectory(FolderOf(state)).FullName, Path.GetFileName(entry.Path));
        File.SetLastWriteTimeUtc(entry.Path, at.UtcDateTime);
        File.Move(entry.Path, target);
        return entry with { State = state, Path = target, Changed = at };
    }

    /// <summary>Withdraws what is public, and keeps why: the reason first, so that no withdrawn release is without one.</summary>
    /// <exception cref="IOException">It cannot be withdrawn, or was before.</exception>
    public ReleaseEntry Withdraw(ReleaseEntry entry, string reason, DateTimeOffset now)
    {
        string folder = Directory.CreateDirectory(FolderOf(ReleaseState.Withdrawn)).FullName;
        string fresh = Path.Combine(folder, Path.GetRandomFileName());
        using (var file = new FileStream(fresh, FileMode.CreateNew))
        {
            JsonSerializer.Serialize(file, new Withdrawal(entry.Name, entry.Version, reason, now));
            file.Flush(flushToDisk: true);
        }

        File.Move(fresh, ReasonOf(entry), overwrite: true);
        return Move(entry, ReleaseState.Withdrawn, now);
    }

    /// <summary>What was withdrawn, the newest version of each name.</summary>
    public IReadOnlyList<Withdrawal> Withdrawn() =>
        [.. List(ReleaseState.Withdrawn).OrderBy(entry => entry.Version, VersionOrder.Instance).GroupBy(entry => entry.Name).Select(versions => Why(versions.Last()))];

    private Withdrawal Why(ReleaseEntry entry)
    {
        try
        {
            return JsonSerializer.Deserialize<Withdrawal>(File.ReadAllBytes(ReasonOf(entry)))!;
        }
        catch (Exception absent) when (absent is IOException or UnauthorizedAccessException or JsonException)
        {
            return new Withdrawal(entry.Name, entry.Version, "No reason was kept.", DateTimeOffset.UnixEpoch);
        }
    }

    private string ReasonOf(ReleaseEntry entry) => Path.Combine(FolderOf(ReleaseState.Withdrawn), $"{entry.Name}-{entry.Version}.reason");

    private static ReleaseEntry? Entry(string file, ReleaseState state) =>
        FileForm().Match(Path.GetFileName(file)) is { Success: true } match
            ? new ReleaseEntry(match.Groups[1].Value, match.Groups[2].Value, state, file, File.GetLastWriteTimeUtc(file))
            : null;

    private string FolderOf(ReleaseState state) => Path.Combine(_folder, state.ToString().ToLowerInvariant());

    [GeneratedRegex("^[a-z][a-z0-9_]{0,63}$")]
    private static partial Regex NameForm();

    [GeneratedRegex(@"^\d{1,6}(\.\d{1,6}){0,3}$")]
    private static partial Regex VersionForm();

    [GeneratedRegex(@"^([a-z][a-z0-9_]{0,63})-(\d{1,6}(?:\.\d{1,6}){0,3})\.release$")]
    private static partial Regex FileForm();

    private sealed class VersionOrder : IComparer<string>
    {
        public static VersionOrder Instance { get; } = new();

        public int Compare(string? x, string? y)
        {
            int[] one = Parts(x), other = Parts(y);
            int i = 0;
            while (i < one.Length && i < other.Length && one[i] == other[i])
            {
                i++;
            }

            return i < one.Length && i < other.Length ? one[i].CompareTo(other[i]) : one.Length.CompareTo(other.Length);
        }

        private static int[] Parts(string? version) => [.. (version ?? "0").Split('.').Select(int.Parse)];
    }
}
