using Fathom.Events.Records;

namespace Fathom.Events.Raw;

/// <summary>Writes a RAW file event by event.</summary>
public sealed class RawFileWriter : IDisposable
{
    /// <summary>Starts a file and writes its header.</summary>
    public static RawFileWriter Create(string path, RawFileHeader header) => throw new NotImplementedException();

    /// <summary>Starts a stream and writes its header; the stream stays open on disposal.</summary>
    public RawFileWriter(Stream stream, RawFileHeader header) => throw new NotImplementedException();

    /// <summary>Events written.</summary>
    public uint EventCount => throw new NotImplementedException();

    /// <summary>Appends an event.</summary>
    /// <exception cref="ArgumentException">It is of another run.</exception>
    public void Append(RawEvent rawEvent) => throw new NotImplementedException();

    /// <summary>Writes the end-of-section record; nothing can follow.</summary>
    public void Complete(SectionInfo section) => throw new NotImplementedException();

    /// <inheritdoc/>
    public void Dispose() => throw new NotImplementedException();
}
