using Fathom.Events.Raw;
using Fathom.Events.Records;

namespace Fathom.Events.Tiers;

/// <summary>Writes a file of the tier RTRAW. The file appears under its name only when complete.</summary>
public sealed class RtrawWriter : IDisposable
{
    /// <summary>Starts a file; equal content gives equal bytes.</summary>
    /// <param name="path">Where the complete file will be.</param>
    /// <param name="startTimeNs">Begin of the (first) section, which is also the file's date [ns since 1970-01-01].</param>
    public static RtrawWriter Create(string path, long startTimeNs) => throw new NotImplementedException();

    /// <summary>Events written.</summary>
    public long EventCount => throw new NotImplementedException();

    /// <summary>Appends an event; its columns are copied.</summary>
    public void Append(RtrawEvent entry) => throw new NotImplementedException();

    /// <summary>Writes the sections and what was lost of the RAW file and completes the file.</summary>
    public void Complete(IReadOnlyList<SectionInfo> sections, IReadOnlyList<RawDamage> damage) => throw new NotImplementedException();

    /// <inheritdoc/>
    public void Dispose() => throw new NotImplementedException();
}
