using Fathom.Root;

namespace Fathom.Events.Telescope.Km3Net.Offline;

/// <summary>A file of KM3NeT's offline format: calibrated and reconstructed events, one by one. For one thread at a time.</summary>
public sealed class OfflineFile : IDisposable
{
    private const string EventTree = "E";

    private readonly RootFileReader _file;
    private readonly OfflineColumns _columns;

    private OfflineFile(RootFileReader file, OfflineColumns columns)
    {
        _file = file;
        _columns = columns;
    }

    /// <summary>Number of events.</summary>
    public long EventCount => _columns.EntryCount;

    /// <summary>Opens a file.</summary>
    /// <exception cref="RootFormatException">It is no ROOT file.</exception>
    /// <exception cref="TelescopeFileException">It has no tree of KM3NeT's events.</exception>
    public static OfflineFile Open(string path)
    {
        var file = RootFileReader.Open(path);
        try
        {
            return HasTree(file)
                ? new OfflineFile(file, new OfflineColumns(path, file.OpenTree(EventTree)))
                : throw new TelescopeFileException("TelescopeFileWrongTier", path, "the list of trees", $"expected a tree {EventTree}, found none");
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Whether a file has offline events: files of the data acquisition have the tree without entries.</summary>
    public static bool HasEvents(RootFileReader file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return HasTree(file) && file.OpenTree(EventTree).EntryCount > 0;
    }

    /// <summary>Reads an event.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none of this number.</exception>
    /// <exception cref="RootFormatException">It is damaged.</exception>
    /// <exception cref="TelescopeFileException">A member is missing or out of range.</exception>
    public OfflineEvent Read(long entry)
    {
        _columns.GoTo(entry);
        return new OfflineEvent(
            (int)_columns.Integer("id"), (int)_columns.Integer("det_id"), (int)_columns.Integer("run_id"), (int)_columns.Integer("frame_index"),
            (ulong)_columns.Integer("trigger_mask"), (ulong)_columns.Integer("trigger_counter"), (uint)_columns.Integer("overlays"),
            _columns.Integer("t.fSec") + (_columns.Integer("t.fNanoSec") * 1e-9),
            Hits("hits."), Tracks("trks."), Hits("mc_hits."), Tracks("mc_trks."), _columns.Numbers("w"));
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _file.Dispose();

    private static bool HasTree(RootFileReader file) => file.Top.Find(EventTree) is { ClassName: "TTree" };

    private OfflineHits Hits(string of) => new(
        _columns.Integers<int>(of + "dom_id"), _columns.Integers<byte>(of + "channel_id"), _columns.Integers<uint>(of + "tdc"),
        _columns.Integers<byte>(of + "tot"), _columns.Integers<ulong>(of + "trig"),
        _columns.Numbers(of + "t"), _columns.Numbers(of + "a"), Places(of));

    private OfflineTracks Tracks(string of) => new(
        _columns.Integers<int>(of + "id"), Places(of), _columns.Numbers(of + "t"), _columns.Numbers(of + "E"), _columns.Numbers(of + "len"),
        _columns.Numbers(of + "lik"), _columns.Integers<int>(of + "type"), _columns.Integers<int>(of + "rec_type"),
        _columns.Lists<int>(of + "rec_stages"), _columns.Lists<double>(of + "fitinf"));

    private PlaceColumns Places(string of) => new(
        _columns.Numbers(of + "pos.x"), _columns.Numbers(of + "pos.y"), _columns.Numbers(of + "pos.z"),
        _columns.Numbers(of + "dir.x"), _columns.Numbers(of + "dir.y"), _columns.Numbers(of + "dir.z"));
}
