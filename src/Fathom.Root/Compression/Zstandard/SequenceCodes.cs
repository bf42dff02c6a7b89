namespace Fathom.Root.Compression.Zstandard;

/// <summary>Codes of lengths and offsets, and the tables where a block brings none (RFC 8878, 3.1.1.3.2).</summary>
internal static class SequenceCodes
{
    internal const int LiteralLengthCodes = 36;
    internal const int MatchLengthCodes = 53;
    internal const int OffsetCodes = 32;
    internal const int LiteralLengthAccuracy = 9;
    internal const int MatchLengthAccuracy = 9;
    internal const int OffsetAccuracy = 8;

    /// <summary>Smallest literal length of each code.</summary>
    internal static ReadOnlySpan<int> LiteralLengthBases =>
    [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 18, 20, 22, 24, 28, 32, 40, 48, 64, 128, 256, 512, 1024, 2048, 4096,
        8192, 16384, 32768, 65536,
    ];

    /// <summary>Bits that are added to it.</summary>
    internal static ReadOnlySpan<byte> LiteralLengthBits =>
    [
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16,
    ];

    /// <summary>Smallest match length of each code.</summary>
    internal static ReadOnlySpan<int> MatchLengthBases =>
    [
        3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 37, 39,
        41, 43, 47, 51, 59, 67, 83, 99, 131, 259, 515, 1027, 2051, 4099, 8195, 16387, 32771, 65539,
    ];

    /// <summary>Bits that are added to it.</summary>
    internal static ReadOnlySpan<byte> MatchLengthBits =>
    [
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 7,
        8, 9, 10, 11, 12, 13, 14, 15, 16,
    ];

    internal static FseTable DefaultLiteralLengths { get; } = FseTable.Of(
        [
            4, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 2, 1, 1, 1, 1, 1, -1, -1, -1, -1,
        ],
        accuracy: 6);

    internal static FseTable DefaultMatchLengths { get; } = FseTable.Of(
        [
            1, 4, 3, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
            1, 1, -1, -1, -1, -1, -1, -1, -1,
        ],
        accuracy: 6);

    internal static FseTable DefaultOffsets { get; } = FseTable.Of(
        [1, 1, 1, 1, 1, 1, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1], accuracy: 5);
}
