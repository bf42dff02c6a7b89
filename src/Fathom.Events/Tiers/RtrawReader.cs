using Fathom.Events.Raw;
using Fathom.Events.Records;

namespace Fathom.Events.Tiers;

/// <summary>Reads a file of the tier RTRAW.</summary>
public sealed class RtrawReader : IDisposable
{
    /// <summary>Opens a file.</summary>
    /// <exception cref="Fathom.Root.RootFormatException">The file is not a whole ROOT file with this tier's streams.</exception>
    public static RtrawReader Open(string path) => throw new NotImplementedException();

    /// <summary>Number of events.</summary>
    public long EventCount => throw new NotImplementedException();

    /// <summary>Sections that the events come from.</summary>
    public IReadOnlyList<SectionInfo> Sections => throw new NotImplementedException();

    /// <summary>What was lost of the RAW file.</summary>
    public IReadOnlyList<RawDamage> Damage => throw new NotImplementedException();

    /// <summary>The events in order, read in batches.</summary>
    public IEnumerable<RtrawEvent> Events() => throw new NotImplementedException();

    /// <inheritdoc/>
    public void Dispose() => throw new NotImplementedException();
}
