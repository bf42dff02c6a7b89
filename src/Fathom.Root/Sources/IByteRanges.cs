namespace Fathom.Root.Sources;

/// <summary>Where the bytes of a file come from. Several threads may read at a time.</summary>
internal interface IByteRanges : IDisposable
{
    /// <summary>Bytes in all.</summary>
    long Length { get; }

    /// <summary>Reads from an offset on, at least one byte where there are more.</summary>
    /// <returns>Bytes that were read; 0 at the end.</returns>
    int Read(long offset, Span<byte> target);

    /// <summary>A range where it lies in memory, valid until the file is closed; empty where it has to be read.</summary>
    /// <param name="offset">Its first byte.</param>
    /// <param name="length">Its bytes, all of which the file has.</param>
    ReadOnlySpan<byte> View(long offset, int length) => default;
}
