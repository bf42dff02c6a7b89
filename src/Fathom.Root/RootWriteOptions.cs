using Fathom.Root.Container;

namespace Fathom.Root;

/// <summary>What a written file looks like. Equal options and equal content give equal bytes.</summary>
public sealed record RootWriteOptions
{
    private const int LongestText = 4096;

    /// <summary>Compression of pages and envelopes. Default: <see cref="RootCodec.Zstd"/>.</summary>
    public RootCodec Codec { get; init; } = RootCodec.Zstd;

    /// <summary>Compression level of the codec, 1 (fast) to 19 (small); the codec's highest where that is less. Default: 3.</summary>
    public int Level { get; init; } = 3;

    /// <summary>
    /// Date of creation written into the container, to the second; it belongs to the data (the start of the run), never
    /// to the clock. Default: 1995-01-01, the first date that the format can express.
    /// </summary>
    public DateTime Date { get; init; } = new(1995, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>
    /// Name of the file as it stands within it, such as its logical file name. Default: the last part of the path. Where
    /// attempts write the same content under different names, set it: it is part of the bytes.
    /// </summary>
    public string? Name { get; init; }

    /// <summary>Title of the file, shown by browsers of ROOT files. Default: empty.</summary>
    public string Title { get; init; } = "";

    /// <summary>Elements of a page are written out when they fill this many bytes uncompressed. Default: 256 KiB.</summary>
    public int PageBytes { get; init; } = 256 * 1024;

    /// <summary>
    /// A cluster ends when its columns hold about this many uncompressed bytes; a writer holds at most about twice as
    /// much per RNTuple. Default: 16 MiB.
    /// </summary>
    public long ClusterBytes { get; init; } = 16L * 1024 * 1024;

    /// <summary>
    /// A cluster group ends, and all entries before become readable should the writer be killed, when it holds about this
    /// many uncompressed bytes. Default: 512 MiB.
    /// </summary>
    public long GroupBytes { get; init; } = 512L * 1024 * 1024;

    /// <summary>
    /// At each commit, waits until the storage has everything: then the file reads up to its last commit after a loss of
    /// power, too, not only after the death of the writer. A commit then takes as long as the storage does (two waits).
    /// Default: false, since a lost file is written again by the job that wrote it.
    /// </summary>
    public bool Durable { get; init; }

    /// <summary>
    /// Threads that compress, the one that fills included; the bytes of the file do not depend on it. Default: the
    /// processors of the machine, at most 8.
    /// </summary>
    public int Threads { get; init; } = Math.Min(Environment.ProcessorCount, 8);

    /// <summary>Refuses what cannot be written.</summary>
    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Level, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Level, 19);
        ArgumentOutOfRangeException.ThrowIfLessThan(PageBytes, 64);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(PageBytes, 1 << 28);
        ArgumentOutOfRangeException.ThrowIfLessThan(ClusterBytes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(GroupBytes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Threads, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Threads, 64);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Title.Length, LongestText);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Name?.Length ?? 0, LongestText);
        _ = RootDate.Pack(Date);
    }
}
