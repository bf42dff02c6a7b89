using Fathom.Events.Records;
using Fathom.Events.Streams;

namespace Fathom.Events.Tiers;

/// <summary>Reads a file of the tier miniESD.</summary>
public sealed class MiniEsdReader : IDisposable
{
    private readonly TierInput _input;

    private MiniEsdReader(TierInput input) =>
        (_input, Sections, Pairs) = (input, input.Sections(), IbdPairColumns.Read(input.Stream(StreamNames.IbdPairs)));

    /// <summary>Number of events.</summary>
    public long EventCount => _input.EventCount;

    /// <summary>Sections that the events come from.</summary>
    public IReadOnlyList<SectionInfo> Sections { get; }

    /// <summary>Pairs that look like inverse beta decay; their entries count the events of this file.</summary>
    public IReadOnlyList<IbdPair> Pairs { get; }

    /// <summary>Opens a file.</summary>
    /// <exception cref="Fathom.Root.RootFormatException">The file is not a whole ROOT file with this tier's streams.</exception>
    public static MiniEsdReader Open(string path) =>
        TierInput.OpenAs(path, input => new MiniEsdReader(input), StreamNames.Trigger, StreamNames.Oec, StreamNames.Centroid, StreamNames.JVertex);

    /// <summary>The events in order, read in batches.</summary>
    public IEnumerable<MiniEvent> Events()
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

    private MiniEvent[] Batch(long first, int count)
    {
        var triggers = _input.Required(StreamNames.Trigger, first, count, TriggerColumns.Read);
        var oec = _input.Required(StreamNames.Oec, first, count, OecColumns.Read);
        var centroid = _input.Optional(StreamNames.Centroid, first, count, VertexColumns.Read);
        var jVertex = _input.Optional(StreamNames.JVertex, first, count, VertexColumns.Read);
        var batch = new MiniEvent[count];
        for (var i = 0; i < count; i++)
        {
            var algorithm = jVertex[i] is not null ? VertexAlgorithm.JVertex
                : centroid[i] is not null ? VertexAlgorithm.ChargeCentroid
                : VertexAlgorithm.None;
            batch[i] = new MiniEvent(_input.Runs[first + i], triggers[i], oec[i], algorithm, jVertex[i] ?? centroid[i]);
        }

        return batch;
    }
}
