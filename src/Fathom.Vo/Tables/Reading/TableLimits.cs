namespace Fathom.Vo.Tables.Reading;

/// <summary>What a file that is read may cost; beyond it, reading ends with a <see cref="TableFormatException"/>.</summary>
public sealed record TableLimits
{
    /// <summary>Most bytes of the file, after decompression; by default 4 GiB.</summary>
    public long Bytes { get; init; } = 4L << 30;

    /// <summary>Most rows; by default 2³¹ − 1.</summary>
    public long Rows { get; init; } = int.MaxValue;

    /// <summary>Most columns; by default 1,000.</summary>
    public int Columns { get; init; } = 1000;

    /// <summary>Most bytes of a cell, a tag, or a header's line; by default 16 MiB.</summary>
    public int CellBytes { get; init; } = 16 << 20;

    /// <summary>Most bytes of a JSON file, which is in memory as a whole; by default 256 MiB.</summary>
    public long JsonBytes { get; init; } = 256 << 20;

    /// <summary>Most elements within one another; by default 64.</summary>
    public int Depth { get; init; } = 64;
}
