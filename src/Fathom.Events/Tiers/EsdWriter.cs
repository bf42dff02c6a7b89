using Fathom.Events.Records;
using Fathom.Events.Streams;

namespace Fathom.Events.Tiers;

/// <summary>Writes a file of the tier ESD. The file appears under its name only when complete.</summary>
public sealed class EsdWriter : IDisposable
{
    private readonly TierOutput _output;
    private readonly HitStream _hits;
    private readonly VertexColumns _centroid;
    private readonly VertexColumns _jVertex;
    private readonly SteeringColumns _steering;
    private readonly NavigatorColumns _navigator;

    private EsdWriter(string path, long startTimeNs)
    {
        _output = new TierOutput(path, "ESD", startTimeNs);
        _hits = new HitStream(_output.File);
        _centroid = new VertexColumns(_output.File, StreamNames.Centroid, "Charge centroid");
        _jVertex = new VertexColumns(_output.File, StreamNames.JVertex, "Time-based vertex");
        _steering = new SteeringColumns(_output.File);
        _navigator = new NavigatorColumns(_output.File, StreamNames.Trigger, StreamNames.Oec, StreamNames.CalibratedHits,
            StreamNames.Centroid, StreamNames.JVertex, StreamNames.Steering);
    }

    /// <summary>Events written.</summary>
    public long EventCount => _navigator.EntryCount;

    /// <summary>Starts a file; equal content gives equal bytes.</summary>
    /// <param name="path">Where the complete file will be.</param>
    /// <param name="startTimeNs">Begin of the (first) section, which is also the file's date [ns since 1970-01-01].</param>
    public static EsdWriter Create(string path, long startTimeNs) => new(path, startTimeNs);

    /// <summary>Appends an event; its columns are copied.</summary>
    public void Append(EsdEvent entry) => _navigator.Append(
        entry.Run,
        entry.Trigger.EventNumber,
        _output.Triggers.Append(entry.Trigger),
        _output.Oec.Append(entry.Oec),
        _hits.Append(entry.Hits),
        _centroid.Append(entry.Centroid),
        _jVertex.Append(entry.JVertex),
        _steering.Append(entry.Steering));

    /// <summary>Writes the sections and completes the file.</summary>
    public void Complete(IReadOnlyList<SectionInfo> sections) => _output.Complete(sections);

    /// <summary>Without <see cref="Complete"/> before, leaves no file behind.</summary>
    public void Dispose() => _output.Dispose();
}
