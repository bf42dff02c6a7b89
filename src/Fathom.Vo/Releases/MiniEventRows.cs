using Fathom.Events.Records;
using Fathom.Events.Tiers;
using Fathom.Root;
using Fathom.Vo.Tables;

namespace Fathom.Vo.Releases;

/// <summary>The events of a file of the tier miniESD: trigger, class, vertex and energy.</summary>
public sealed class MiniEventRows : IRowSource
{
    private const int BatchRows = 4096;
    private const double NanosecondsInDay = 86400e9;
    private const int UnixDay = 40587;
    private static readonly string[] s_streams = ["Navigator", "CdTrigger", "Oec", "CdVertexRec", "CdVertexRecJVertex"];

    private readonly MiniEsdReader _file;
    private readonly IEnumerator<MiniEvent> _events;
    private readonly List<ColumnDescription> _columns = [];
    private readonly List<ColumnBatch> _batches = [];
    private readonly List<Action<MiniEvent>> _adders = [];

    private MiniEventRows(MiniEsdReader file)
    {
        (_file, _events) = (file, file.Events().GetEnumerator());
        Add(new("run", VoType.Long) { Ucd = "meta.id;obs", Description = "Run" }, entry => (long)entry.Run);
        Add(new("event_number", VoType.Long) { Ucd = "meta.id.part", Description = "Number of the event within its section" }, entry => (long)entry.Trigger.EventNumber);
        Add(
            new("mjd", VoType.Double) { Unit = "d", Ucd = "time.epoch;meta.main", Time = TimeSystem.ModifiedJulianUtc, Description = "Time of the trigger" },
            entry => UnixDay + (entry.Trigger.TimeNs / NanosecondsInDay));
        Add(new("time_ns", VoType.Long) { Unit = "ns", Ucd = "time", Description = "Time of the trigger since 1970-01-01, UTC, without leap seconds" }, entry => entry.Trigger.TimeNs);
        Add(
            new("event_class", VoType.Short) { Ucd = "meta.code.class", Description = "0 unclassified, 1 dark noise, 2 low energy, 3 point-like, 4 high energy, 5 muon" },
            entry => (short)entry.Oec.Class);
        Add(new("hit_count", VoType.Int) { Ucd = "meta.number", Description = "Hits in the window" }, entry => entry.Oec.HitCount);
        Add(new("total_charge", VoType.Double) { Ucd = "phys.electCharge", Description = "Charge of the window in photoelectrons, dark counts included" }, entry => entry.Oec.TotalCharge);
        Add(
            new("vertex_algorithm", VoType.Short) { Ucd = "meta.code", Description = "What found the vertex: 0 nothing, 1 charge centroid, 2 JVertex" }, entry => (short)entry.Algorithm);
        Add(
            new("vertex_status", VoType.Short) { Ucd = "meta.code.status", Description = "0 not run, 1 converged, 2 too few hits, 3 not converged, 4 outside the detector" },
            entry => (short)(entry.Vertex?.Status ?? VertexStatus.NotRun));
        AddOfVertex(new("energy", VoType.Double) { Unit = "MeV", Ucd = "phys.energy", Description = "Visible energy" }, vertex => vertex.Energy);
        AddOfVertex(
            new("energy_error", VoType.Double) { Unit = "MeV", Ucd = "stat.error;phys.energy", ConfidenceLevel = 0.683, Description = "Estimated standard deviation of the energy" },
            vertex => vertex.EnergyPrecision);
        AddOfVertex(new("x", VoType.Double) { Unit = "mm", Ucd = "pos.cartesian.x", Description = "Vertex in the frame of the detector" }, vertex => vertex.X);
        AddOfVertex(new("y", VoType.Double) { Unit = "mm", Ucd = "pos.cartesian.y", Description = "Vertex in the frame of the detector" }, vertex => vertex.Y);
        AddOfVertex(new("z", VoType.Double) { Unit = "mm", Ucd = "pos.cartesian.z", Description = "Vertex in the frame of the detector" }, vertex => vertex.Z);
    }

    /// <inheritdoc/>
    public IReadOnlyList<ColumnDescription> Columns => _columns;

    /// <summary>True where a ROOT file has the streams of the tier.</summary>
    public static bool IsOne(string path)
    {
        using RootFileReader file = RootFileReader.Open(path);
        return s_streams.All(file.NTupleNames.Contains) && !file.NTupleNames.Contains("CdLpmtCalib");
    }

    /// <summary>Opens a file.</summary>
    /// <exception cref="RootFormatException">It is not of the tier, or damaged.</exception>
    public static MiniEventRows Open(string path) => new(MiniEsdReader.Open(path));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ColumnBatch>?> NextAsync(CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        foreach (ColumnBatch batch in _batches)
        {
            batch.Clear();
        }

        int rows = 0;
        for (; rows < BatchRows && _events.MoveNext(); rows++)
        {
            foreach (Action<MiniEvent> add in _adders)
            {
                add(_events.Current);
            }
        }

        return ValueTask.FromResult<IReadOnlyList<ColumnBatch>?>(rows > 0 ? _batches : null);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _events.Dispose();
        _file.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Add<T>(ColumnDescription column, Func<MiniEvent, T> value)
    {
        var batch = new ValueBatch<T>();
        _columns.Add(column);
        _batches.Add(batch);
        _adders.Add(entry => batch.Add(value(entry)));
    }

    private void AddOfVertex(ColumnDescription column, Func<VertexRecord, double> value) => Add(column, entry => entry.Vertex is { } vertex ? value(vertex) : double.NaN);
}
