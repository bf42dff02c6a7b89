using Fathom.Events.Records;

namespace Fathom.Events.Tiers;

/// <summary>Writes a file of the tier miniESD. The file appears under its name only when complete.</summary>
public sealed class MiniEsdWriter : IDisposable
{
    /// <summary>Starts a file; equal content gives equal bytes.</summary>
    /// <param name="path">Where the complete file will be.</param>
    /// <param name="startTimeNs">Begin of the (first) section, which is also the file's date [ns since 1970-01-01].</param>
    public static MiniEsdWriter Create(string path, long startTimeNs) => throw new NotImplementedException();

    /// <summary>Events written.</summary>
    public long EventCount => throw new NotImplementedException();

    /// <summary>Appends an event; its columns are copied.</summary>
    public void Append(MiniEvent entry) => throw new NotImplementedException();

    /// <summary>Writes the sections, the pairs and completes the file.</summary>
    public void Complete(IReadOnlyList<SectionInfo> sections, IReadOnlyList<IbdPair> pairs) => throw new NotImplementedException();

    /// <inheritdoc/>
    public void Dispose() => throw new NotImplementedException();
}
