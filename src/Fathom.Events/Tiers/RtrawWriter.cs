using Fathom.Events.Raw;
using Fathom.Events.Records;
using Fathom.Events.Streams;

namespace Fathom.Events.Tiers;

/// <summary>Writes a file of the tier RTRAW. The file appears under its name only when complete.</summary>
public sealed class RtrawWriter : IDisposable
{
    private readonly TierOutput _output;
    private readonly RawHitStream _hits;
    private readonly RawDamageColumns _damage;
    private readonly NavigatorColumns _navigator;

    private RtrawWriter(string path, long startTimeNs)
    {
        _output = new TierOutput(path, "RTRAW", startTimeNs);
        _hits = new RawHitStream(_output.File);
        _damage = new RawDamageColumns(_output.File);
        _navigator = new NavigatorColumns(_output.File, StreamNames.Trigger, StreamNames.Oec, StreamNames.RawHits);
    }

    /// <summary>Events written.</summary>
    public long EventCount => _navigator.EntryCount;

    /// <summary>Starts a file; equal content gives equal bytes.</summary>
    /// <param name="path">Where the complete file will be.</param>
    /// <param name="startTimeNs">Begin of the (first) section, which is also the file's date [ns since 1970-01-01].</param>
    public static RtrawWriter Create(string path, long startTimeNs) => new(path, startTimeNs);

    /// <summary>Appends an event; its columns are copied.</summary>
    public void Append(RtrawEvent entry) => _navigator.Append(
        entry.Run,
        entry.Trigger.EventNumber,
        _output.Triggers.Append(entry.Trigger),
        _output.Oec.Append(entry.Oec),
        _hits.Append(entry.Hits));

    /// <summary>Writes the sections and what was lost of the RAW file, and completes the file.</summary>
    public void Complete(IReadOnlyList<SectionInfo> sections, IReadOnlyList<RawDamage> damage)
    {
        foreach (var stretch in damage)
        {
            _damage.Append(stretch);
        }

        _output.Complete(sections);
    }

    /// <summary>Without <see cref="Complete"/> before, leaves no file behind.</summary>
    public void Dispose() => _output.Dispose();
}
