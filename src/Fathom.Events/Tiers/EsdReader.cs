using Fathom.Events.Records;
using Fathom.Events.Streams;

namespace Fathom.Events.Tiers;

/// <summary>Reads a file of the tier ESD.</summary>
public sealed class EsdReader : IDisposable
{
    private readonly TierInput _input;

    private EsdReader(TierInput input) => (_input, Sections) = (input, input.Sections());

    /// <summary>Number of events.</summary>
    public long EventCount => _input.EventCount;

    /// <summary>Sections that the events come from.</summary>
    public IReadOnlyList<SectionInfo> Sections { get; }

    /// <summary>Opens a file.</summary>
    /// <exception cref="Fathom.Root.RootFormatException">The file is not a whole ROOT file with this tier's streams.</exception>
    public static EsdReader Open(string path) =>
        TierInput.OpenAs(path, input => new EsdReader(input), StreamNames.Trigger, StreamNames.Oec, StreamNames.CalibratedHits,
            StreamNames.Centroid, StreamNames.JVertex, StreamNames.Steering);

    /// <summary>The events in order, read in batches; each has columns of its own.</summary>
    public IEnumerable<EsdEvent> Events()
    {
        for (long first = 0; first < EventCount; first += TierInput.BatchSize)
        {
            foreach (var entry in Batch(first, (int)Math.Min(TierInput.BatchSize, EventCount - first)))
            {
                yield return entry;
            }
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _input.Dispose();

    private EsdEvent[] Batch(long first, int count)
    {
        var triggers = _input.Required(StreamNames.Trigger, first, count, TriggerColumns.Read);
        var oec = _input.Required(StreamNames.Oec, first, count, OecColumns.Read);
        var hits = _input.Required(StreamNames.CalibratedHits, first, count, HitStream.Read);
        var centroid = _input.Optional(StreamNames.Centroid, first, count, VertexColumns.Read);
        var jVertex = _input.Optional(StreamNames.JVertex, first, count, VertexColumns.Read);
        var steering = _input.Required(StreamNames.Steering, first, count, SteeringColumns.Read);
        var batch = new EsdEvent[count];
        for (var i = 0; i < count; i++)
        {
            batch[i] = new EsdEvent(_input.Runs[first + i], triggers[i], oec[i], hits[i], centroid[i], jVertex[i], steering[i]);
        }

        return batch;
    }
}
