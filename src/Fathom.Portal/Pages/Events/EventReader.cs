using System.Collections.Concurrent;
using Fathom.Catalog.Files;
using Fathom.Events.Telescope;
using Fathom.Events.Telescope.Display;
using Fathom.Storage.Elements;
using Fathom.Storage.Folder;

namespace Fathom.Portal.Pages.Events;

/// <summary>Reads telescope events from their files. A file never changes, so what was read is kept, a few at a time.</summary>
public sealed class EventReader(FileQueries files, ProvenanceQueries provenance, StorageElements elements)
{
    private const int Most = 500;
    private const int Kept = 16;
    private readonly ConcurrentDictionary<long, EventDisplayModel> _displays = new();
    private readonly ConcurrentDictionary<long, ReducedEvent?> _reduced = new();

    /// <summary>The events, newest reconstruction first.</summary>
    public IReadOnlyList<EventEntry> List() =>
    [
        .. files.List(new FileFilter(FileTiers.TelescopeFull), null, Most).Items
            .Select(file => new EventEntry(NameOf(file.Lfn), file.Id, file.Lfn, file.Campaign, file.CreatedUtc))
            .OrderByDescending(entry => entry.FileId),
    ];

    /// <summary>An event: the reconstruction of a file, else the newest; null where there is none that can be read.</summary>
    public EventDetail? Find(string name, long? file)
    {
        var entries = List().Where(entry => entry.Name == name).ToList();
        var entry = file is null ? entries.FirstOrDefault() : entries.Find(e => e.FileId == file);
        if (entry is null || Display(entry.FileId) is not { } display)
        {
            return null;
        }

        var reducedFile = provenance.Descendants(entry.FileId)
            .LastOrDefault(link => link.Tier == FileTiers.TelescopeReduced && link.State == FileState.Valid)?.FileId;
        return new EventDetail(entry, display, reducedFile is { } id ? Reduced(id, name) : null, reducedFile, [.. entries.Where(e => e != entry)]);
    }

    /// <summary>What the display of a full event file draws, or null where the file cannot be reached.</summary>
    public EventDisplayModel? Display(long file) => Keep(_displays, file, path => EventDisplayModel.Load(path));

    /// <summary>The event's name: the file's name up to the first underscore or dot.</summary>
    public static string NameOf(string lfn)
    {
        var name = lfn[(lfn.LastIndexOf('/') + 1)..];
        var end = name.IndexOfAny(['_', '.']);
        return end > 0 ? name[..end] : name;
    }

    private ReducedEvent? Reduced(long file, string name)
        => Keep(_reduced, file, path => ReducedEventFile.Read(path).FirstOrDefault(row => row.Name == name));

    private T? Keep<T>(ConcurrentDictionary<long, T> kept, long file, Func<string, T> read)
        where T : class?
    {
        if (kept.TryGetValue(file, out var known))
        {
            return known;
        }

        if (PathOf(file) is not { } path)
        {
            return null;
        }

        var fresh = read(path);
        if (kept.Count >= Kept)
        {
            kept.Clear();
        }

        return kept.GetOrAdd(file, fresh);
    }

    private string? PathOf(long file) => files.Replicas(file)
        .Where(replica => replica.State == ReplicaState.Valid)
        .Select(replica => elements.Find(replica.Element) is FolderElement folder
            ? Path.Combine(folder.Root, StoragePath.Parse(replica.Path).Text)
            : null)
        .FirstOrDefault(path => path is not null && File.Exists(path));
}
