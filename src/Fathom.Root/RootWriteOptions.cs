namespace Fathom.Root;

/// <summary>What a written file looks like. Equal options and equal content give equal bytes.</summary>
public sealed record RootWriteOptions
{
    /// <summary>Compression of pages and envelopes. Default: <see cref="RootCodec.Zstd"/>.</summary>
    public RootCodec Codec { get; init; } = RootCodec.Zstd;

    /// <summary>Compression level of the codec, 1 (fast) to 19 (small). Default: 5, as ROOT recommends for analysis files.</summary>
    public int Level { get; init; } = 5;

    /// <summary>
    /// Date of creation written into the container, to the second; it belongs to the data (the start of the run), never
    /// to the clock. Default: 1995-01-01, the first date that the format can express.
    /// </summary>
    public DateTime Date { get; init; } = new(1995, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Title of the file, shown by browsers of ROOT files. Default: empty.</summary>
    public string Title { get; init; } = "";

    /// <summary>Elements of a page are written out when they fill this many bytes uncompressed. Default: 256 KiB.</summary>
    public int PageBytes { get; init; } = 256 * 1024;

    /// <summary>A cluster ends when its columns hold about this many uncompressed bytes. Default: 32 MiB.</summary>
    public long ClusterBytes { get; init; } = 32L * 1024 * 1024;
}
