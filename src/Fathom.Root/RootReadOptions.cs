using Fathom.Root.Streamers.Custom;

namespace Fathom.Root;

/// <summary>Limits of reading: a damaged or hostile file cannot make a reader take more memory than they allow.</summary>
public sealed record RootReadOptions
{
    /// <summary>
    /// Values that one call may return, in bytes. A larger column is read in ranges of entries. Default: 1 GiB.
    /// </summary>
    public long MaximumReadBytes { get; init; } = 1L << 30;

    /// <summary>All headers, footers and page lists of one RNTuple, unpacked, in bytes. Default: 256 MiB.</summary>
    public long MaximumMetadataBytes { get; init; } = 1L << 28;

    /// <summary>One object or basket, unpacked, in bytes. Default: 256 MiB.</summary>
    public int MaximumObjectBytes { get; init; } = 1 << 28;

    /// <summary>Keys that all folders of a file together may list. Default: 1,000,000.</summary>
    public int MaximumKeys { get; init; } = 1_000_000;

    /// <summary>
    /// Finds the objects by walking from key to key, for a file that was not closed or whose list of keys is damaged.
    /// Default: false.
    /// </summary>
    public bool Recover { get; init; }

    /// <summary>
    /// Maps a file into memory in place of reading it. A mapped file must not be shortened while it is read: the system
    /// ends processes that look at what is gone. Default: false.
    /// </summary>
    public bool MemoryMap { get; init; }

    /// <summary>
    /// Reads classes that stream themselves in their own way. A class without one that the file does not describe either is
    /// listed as unsupported, never skipped. Default: none.
    /// </summary>
    public IReadOnlyList<ClassStreamer> Streamers { get; init; } = [];
}
