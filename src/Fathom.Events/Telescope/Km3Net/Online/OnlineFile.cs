using Fathom.Root;
using Fathom.Root.Columns;
using Fathom.Root.Trees;

namespace Fathom.Events.Telescope.Km3Net.Online;

/// <summary>
/// A file of KM3NeT's data acquisition: events, timeslices and summaryslices as the detector sent them, entry by entry. For
/// one thread at a time.
/// </summary>
public sealed partial class OnlineFile : IDisposable
{
    private const string EventTree = "KM3NET_EVENT";
    private const string SummaryTree = "KM3NET_SUMMARYSLICE";
    private const string TimesliceTree = "KM3NET_TIMESLICE";

    private readonly string _path;
    private readonly RootFileReader _file;
    private readonly Dictionary<string, TreeReader> _trees = new(StringComparer.Ordinal);

    private OnlineFile(string path, RootFileReader file)
    {
        _path = path;
        _file = file;
    }

    /// <summary>Number of events.</summary>
    public long EventCount => Entries(EventTree);

    /// <summary>Number of summaryslices.</summary>
    public long SummarysliceCount => Entries(SummaryTree);

    /// <summary>Opens a file.</summary>
    /// <exception cref="RootFormatException">It is no ROOT file.</exception>
    /// <exception cref="TelescopeFileException">It has no trees of KM3NeT's data acquisition.</exception>
    public static OnlineFile Open(string path)
    {
        var file = RootFileReader.Open(path, new RootReadOptions { Streamers = DaqStreamers.All });
        if (IsOnline(file))
        {
            return new OnlineFile(path, file);
        }

        file.Dispose();
        throw new TelescopeFileException("TelescopeFileWrongTier", path, "the list of trees", $"expected {EventTree}, {SummaryTree} or {TimesliceTree}, found none");
    }

    /// <summary>Whether a file has events of the data acquisition.</summary>
    public static bool HasEvents(RootFileReader file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return file.Top.Find(EventTree) is not null && file.OpenTree(EventTree).EntryCount > 0;
    }

    /// <summary>Number of timeslices of a kind.</summary>
    public long TimesliceCount(TimesliceKind kind) => Entries(Tree(kind));

    /// <summary>Reads an event.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none of this number.</exception>
    /// <exception cref="RootFormatException">It is damaged.</exception>
    public DaqEvent ReadEvent(long entry)
    {
        var header = Columns(EventTree, "JDAQEventHeader", entry);
        var triggered = Items(EventTree, "triggeredHits", entry);
        return new DaqEvent(
            header.Header(0),
            header.Number<ulong>("trigger_counter", 0),
            header.Number<ulong>("trigger_mask", 0),
            header.Number<uint>("overlays", 0),
            Hits(triggered),
            triggered.Numbers<ulong>("trigger_mask").ToArray(),
            Hits(Items(EventTree, "snapshotHits", entry)));
    }

    /// <summary>Reads a timeslice.</summary>
    /// <inheritdoc cref="ReadEvent"/>
    public DaqTimeslice ReadTimeslice(TimesliceKind kind, long entry) =>
        new(Columns(Tree(kind), "JDAQTimesliceHeader", entry).Header(0), ModuleFrames(Read(Tree(kind), "vector<KM3NETDAQ::JDAQSuperFrame>", entry)));

    /// <summary>Reads a summaryslice.</summary>
    /// <inheritdoc cref="ReadEvent"/>
    public DaqSummaryslice ReadSummaryslice(long entry)
    {
        var frames = Items(SummaryTree, "vector<KM3NETDAQ::JDAQSummaryFrame>", entry);
        var modules = frames.Numbers<int>("dom_id");
        var rates = frames.List("rates");
        var read = new DaqSummaryFrame[modules.Length];
        for (var i = 0; i < read.Length; i++)
        {
            read[i] = new DaqSummaryFrame(
                modules[i], frames.Number<uint>("daq", i), frames.Number<uint>("status", i), frames.Number<uint>("fifo", i),
                Row<byte>(rates.Items, rates, i));
        }

        return new DaqSummaryslice(Columns(SummaryTree, "JDAQSummarysliceHeader", entry).Header(0), read);
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _file.Dispose();

    private static bool IsOnline(RootFileReader file) =>
        new[] { EventTree, SummaryTree, TimesliceTree }.Any(tree => file.Top.Find(tree) is not null);

    private static string Tree(TimesliceKind kind) => kind == TimesliceKind.Plain ? TimesliceTree : $"{TimesliceTree}_{kind}";

    private static DaqHits Hits(DaqColumns hits) => new(
        hits.Numbers<int>("dom_id").ToArray(), hits.Numbers<byte>("channel_id").ToArray(),
        hits.Numbers<uint>("tdc").ToArray(), hits.Numbers<byte>("tot").ToArray());

    private static T[] Row<T>(RootColumn items, ListColumn list, int row) where T : unmanaged =>
        ((NumberColumn<T>)items).Values[list.Offsets[row]..list.Offsets[row + 1]].ToArray();

    private long Entries(string tree) => _file.Top.Find(tree) is null ? 0 : Open(tree, _file).EntryCount;

    private TreeReader Open(string tree, RootFileReader file)
    {
        if (!_trees.TryGetValue(tree, out var open))
        {
            _trees[tree] = open = file.OpenTree(tree);
        }

        return open;
    }

    private DaqColumns Columns(string tree, string branch, long entry) => new(_path, Read(tree, branch, entry));

    private DaqColumns Items(string tree, string branch, long entry) => Read(tree, branch, entry) is ListColumn list
        ? new DaqColumns(_path, list.Items)
        : throw new TelescopeFileException("TelescopeFileWrongTier", _path, $"tree {tree}, branch {branch}", "expected a list of hits or modules");

    private RootColumn Read(string tree, string branch, long entry) =>
        Open(tree, _file).AllBranches().FirstOrDefault(known => known.Name.EndsWith(branch, StringComparison.Ordinal)) is { } found
            ? found.Read(entry, 1)
            : throw new TelescopeFileException("TelescopeFileWrongTier", _path, $"tree {tree}", $"expected a branch {branch}, found none");
}

/// <summary>Which hits a timeslice holds.</summary>
public enum TimesliceKind
{
    /// <summary>The tree KM3NET_TIMESLICE of older files.</summary>
    Plain,

    /// <summary>All hits.</summary>
    L0,

    /// <summary>Coincidences within a module.</summary>
    L1,

    /// <summary>Coincidences of PMTs that look in similar directions.</summary>
    L2,

    /// <summary>Those for the search for supernovae.</summary>
    SN,
}
