using Fathom.Events.Raw;
using Fathom.Events.Records;
using Fathom.Events.Streams;

namespace Fathom.Events.Tiers;

/// <summary>Reads a file of the tier RTRAW.</summary>
public sealed class RtrawReader : IDisposable
{
    private readonly TierInput _input;

    private RtrawReader(TierInput input) =>
        (_input, Sections, Damage) = (input, input.Sections(), RawDamageColumns.Read(input.Stream(StreamNames.RawDamage)));

    /// <summary>Number of events.</summary>
    public long EventCount => _input.EventCount;

    /// <summary>Sections that the events come from.</summary>
    public IReadOnlyList<SectionInfo> Sections { get; }

    /// <summary>What was lost of the RAW file.</summary>
    public IReadOnlyList<RawDamage> Damage { get; }

    /// <summary>Opens a file.</summary>
    /// <exception cref="Fathom.Root.RootFormatException">The file is not a whole ROOT file with this tier's streams.</exception>
    public static RtrawReader Open(string path) =>
        TierInput.OpenAs(path, input => new RtrawReader(input), StreamNames.Trigger, StreamNames.Oec, StreamNames.RawHits);

    /// <summary>The events in order, read in batches; each has columns of its own.</summary>
    public IEnumerable<RtrawEvent> Events()
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

    private RtrawEvent[] Batch(long first, int count)
    {
        var triggers = _input.Required(StreamNames.Trigger, first, count, TriggerColumns.Read);
        var oec = _input.Required(StreamNames.Oec, first, count, OecColumns.Read);
        var hits = _input.Required(StreamNames.RawHits, first, count, RawHitStream.Read);
        var batch = new RtrawEvent[count];
        for (var i = 0; i < count; i++)
        {
            batch[i] = new RtrawEvent(_input.Runs[first + i], triggers[i], oec[i], hits[i]);
        }

        return batch;
    }
}
