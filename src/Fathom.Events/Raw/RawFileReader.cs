using Fathom.Events.Records;

namespace Fathom.Events.Raw;

/// <summary>Reads a RAW file event by event, past any damage, and accounts for every byte lost.</summary>
public sealed class RawFileReader : IDisposable
{
    /// <summary>Opens a file and reads its header. Whatever its content, this does not fail: see <see cref="Damage"/>.</summary>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    public static RawFileReader Open(string path) => throw new NotImplementedException();

    /// <summary>The header, or null where it is damaged or the file is not RAW.</summary>
    public RawFileHeader? Header => throw new NotImplementedException();

    /// <summary>False when the file is empty, of another kind, or of a version unknown here: then there are no events.</summary>
    public bool IsRaw => throw new NotImplementedException();

    /// <summary>What was lost so far; complete once <see cref="TryRead"/> has returned false.</summary>
    public IReadOnlyList<RawDamage> Damage => throw new NotImplementedException();

    /// <summary>The section, once <see cref="TryRead"/> has returned false; without livetime where the end record is lost, null where nothing is known.</summary>
    public SectionInfo? Section => throw new NotImplementedException();

    /// <summary>Bytes of the file consumed so far, for progress.</summary>
    public long Position => throw new NotImplementedException();

    /// <summary>Bytes of the file.</summary>
    public long Length => throw new NotImplementedException();

    /// <summary>Reads the next whole event into <paramref name="destination"/>; false at the end of the file.</summary>
    public bool TryRead(RawEvent destination) => throw new NotImplementedException();

    /// <inheritdoc/>
    public void Dispose() => throw new NotImplementedException();
}
