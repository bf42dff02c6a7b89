using Fathom.Vo.ObsCore;
using Fathom.Vo.Queries;
using Fathom.Vo.Registry;
using Fathom.Vo.Releases;
using Fathom.Vo.Tap;

namespace Fathom.Vo.Publishing;

/// <summary>What is public now. A release that is published or withdrawn by another process is noticed within a second.</summary>
/// <param name="shelf">The releases.</param>
/// <param name="scratch">Folder for files that go with the server.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Told of releases that cannot be opened.</param>
/// <param name="server">Copies of the tables in PostgreSQL; null: the workspace is not there.</param>
public sealed class PublishedShelf(ReleaseShelf shelf, string scratch, TimeProvider time, Action<string> log, PostgresCopies? server = null)
{
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private volatile Snapshot? _now;

    /// <summary>Address under which what is published is reached, with a slash at its end; set before the first request. Null: not known.</summary>
    public Uri? Root { get; set; }

    /// <summary>Copies of the tables in SQLite.</summary>
    public CopyFolder Copies { get; } = shelf.Copies;

    /// <summary>Copies of the tables in PostgreSQL; null: the workspace is not there.</summary>
    public PostgresCopies? Server => server;

    /// <summary>What is public now.</summary>
    public PublishedTables Tables
    {
        get
        {
            Snapshot? now = _now;
            long stamp = time.GetTimestamp();
            return now is not null && time.GetElapsedTime(now.Looked, stamp) < Renewal ? now.Tables : Renewed(stamp).Tables;
        }
    }

    /// <summary>What is public at this moment; whoever asks next looks again.</summary>
    public PublishedTables Look() => Renewed(time.GetTimestamp() - (2 * time.TimestampFrequency)).Tables;

    // Tables that queries still read stay mapped until nothing refers to them.
    private Snapshot Renewed(long stamp)
    {
        lock (_gate)
        {
            (DateTime, DateTime, bool) changed = (shelf.Changed.Releases, shelf.Changed.Publisher, server is { IsUsable: true });
            PublishedTables tables = _now is { } now && now.Changed == changed ? now.Tables : Open();
            return _now = new Snapshot(tables, changed, stamp);
        }
    }

    private PublishedTables Open()
    {
        List<PublishedRelease> releases = [];
        foreach (IGrouping<string, ReleaseEntry> versions in shelf.List().Where(entry => entry.State == ReleaseState.Published).GroupBy(entry => entry.Name))
        {
            try
            {
                releases.Add(_now?.Tables.Releases.GetValueOrDefault(versions.Key) is { } open && open.Entry == versions.Last() ? open : new PublishedRelease(versions.Last(), shelf.Files));
            }
            catch (Exception fault) when (fault is ReleaseFileException or IOException or UnauthorizedAccessException)
            {
                log($"The release {versions.Key} is not served: {fault.Message}");
            }
        }

        IReadOnlyList<QueryTable> models = ObsCoreTables.Of(releases, new ObsCoreOrigin(Root, Publisher()), scratch);
        IReadOnlyList<QueryTable> schema = TapSchema.TablesOf([.. releases.Select(release => release.Table.Description), .. models.Select(table => table.Description)], scratch);
        return new PublishedTables(releases, [.. models, .. schema], new StoredCopies(Copies), server)
        {
            Withdrawn = shelf.Withdrawn().Where(gone => releases.All(release => release.About.Name != gone.Name)).ToDictionary(gone => gone.Name, StringComparer.OrdinalIgnoreCase),
        };
    }

    private Publisher? Publisher()
    {
        try
        {
            return shelf.Publisher.Read();
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            log(fault.Message);
            return null;
        }
    }

    private sealed record Snapshot(PublishedTables Tables, (DateTime, DateTime, bool) Changed, long Looked);
}
