using Fathom.Events.Records;
using Fathom.Events.Streams;

namespace Fathom.Events.Tiers;

/// <summary>Writes a file of the tier miniESD. The file appears under its name only when complete.</summary>
/// <remarks>The chosen vertex goes to the stream of its algorithm, so that the navigator tells which one it was.</remarks>
public sealed class MiniEsdWriter : IDisposable
{
    private readonly TierOutput _output;
    private readonly VertexColumns _centroid;
    private readonly VertexColumns _jVertex;
    private readonly IbdPairColumns _pairs;
    private readonly NavigatorColumns _navigator;

    private MiniEsdWriter(string path, long startTimeNs)
    {
        _output = new TierOutput(path, "miniESD", startTimeNs);
        _centroid = new VertexColumns(_output.File, StreamNames.Centroid, "Charge centroid, where it was chosen");
        _jVertex = new VertexColumns(_output.File, StreamNames.JVertex, "Time-based vertex, where it was chosen");
        _pairs = new IbdPairColumns(_output.File);
        _navigator = new NavigatorColumns(_output.File, StreamNames.Trigger, StreamNames.Oec, StreamNames.Centroid, StreamNames.JVertex);
    }

    /// <summary>Events written.</summary>
    public long EventCount => _navigator.EntryCount;

    /// <summary>Starts a file; equal content gives equal bytes.</summary>
    /// <param name="path">Where the complete file will be.</param>
    /// <param name="startTimeNs">Begin of the (first) section, which is also the file's date [ns since 1970-01-01].</param>
    public static MiniEsdWriter Create(string path, long startTimeNs) => new(path, startTimeNs);

    /// <summary>Appends an event.</summary>
    /// <exception cref="ArgumentException">A vertex without an algorithm, or the other way round.</exception>
    public void Append(MiniEvent entry)
    {
        if ((entry.Vertex is null) != (entry.Algorithm == VertexAlgorithm.None))
        {
            throw new ArgumentException($"Event {entry.Trigger.EventNumber}: a vertex needs its algorithm, and an algorithm its vertex.");
        }

        _navigator.Append(
            entry.Run,
            entry.Trigger.EventNumber,
            _output.Triggers.Append(entry.Trigger),
            _output.Oec.Append(entry.Oec),
            _centroid.Append(entry.Algorithm == VertexAlgorithm.ChargeCentroid ? entry.Vertex : null),
            _jVertex.Append(entry.Algorithm == VertexAlgorithm.JVertex ? entry.Vertex : null));
    }

    /// <summary>Writes the sections and the pairs, and completes the file.</summary>
    public void Complete(IReadOnlyList<SectionInfo> sections, IReadOnlyList<IbdPair> pairs)
    {
        foreach (var pair in pairs)
        {
            _pairs.Append(pair);
        }

        _output.Complete(sections);
    }

    /// <summary>Without <see cref="Complete"/> before, leaves no file behind.</summary>
    public void Dispose() => _output.Dispose();
}
