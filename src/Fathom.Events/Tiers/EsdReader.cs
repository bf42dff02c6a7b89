using Fathom.Events.Records;

namespace Fathom.Events.Tiers;

/// <summary>Reads a file of the tier ESD.</summary>
public sealed class EsdReader : IDisposable
{
    /// <summary>Opens a file.</summary>
    /// <exception cref="Fathom.Root.RootFormatException">The file is not a whole ROOT file with this tier's streams.</exception>
    public static EsdReader Open(string path) => throw new NotImplementedException();

    /// <summary>Number of events.</summary>
    public long EventCount => throw new NotImplementedException();

    /// <summary>Sections that the events come from.</summary>
    public IReadOnlyList<SectionInfo> Sections => throw new NotImplementedException();

    /// <summary>The events in order, read in batches.</summary>
    public IEnumerable<EsdEvent> Events() => throw new NotImplementedException();

    /// <inheritdoc/>
    public void Dispose() => throw new NotImplementedException();
}
