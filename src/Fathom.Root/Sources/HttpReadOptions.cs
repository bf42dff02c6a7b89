namespace Fathom.Root.Sources;

/// <summary>How a file is read from a web server by ranges.</summary>
public sealed record HttpReadOptions
{
    private const int MinimumBlockBytes = 1 << 12;
    private const int MaximumBlockBytes = 1 << 26;

    /// <summary>Longest file that is read [byte]. Default: 1 TiB.</summary>
    public long MaximumFileBytes { get; init; } = 1L << 40;

    /// <summary>What is asked for at least, and kept [byte]. Default: 256 KiB.</summary>
    public int BlockBytes { get; init; } = 1 << 18;

    /// <summary>Blocks that are kept. Default: 128, which makes 32 MiB.</summary>
    public int KeptBlocks { get; init; } = 128;

    /// <summary>
    /// Blocks that one request asks for at most: neighbouring ones, and ahead where a file is read in order. Default: 16.
    /// </summary>
    public int BlocksPerRequest { get; init; } = 16;

    /// <summary>Time that a request may take until its last byte. Default: 60 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(MaximumFileBytes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(BlockBytes, MinimumBlockBytes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(BlockBytes, MaximumBlockBytes);
        ArgumentOutOfRangeException.ThrowIfLessThan(BlocksPerRequest, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(KeptBlocks, BlocksPerRequest);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)KeptBlocks * BlockBytes, 1L << 31);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Timeout, TimeSpan.Zero);
    }
}
