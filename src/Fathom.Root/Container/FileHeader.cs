namespace Fathom.Root.Container;

/// <summary>The first 100 bytes of a ROOT file (io/doc/TFile/header.md).</summary>
internal sealed record FileHeader
{
    /// <summary>Where the first key begins; also the length kept free for this header.</summary>
    internal const int Begin = 100;

    /// <summary>The first versions of ROOT kept less room.</summary>
    private const int OldestBegin = 64;

    /// <summary>Version of ROOT whose format this is: 6.36.00.</summary>
    private const int FormatVersion = 63600;
    private const int BigOffset = 1000000;

    private static ReadOnlySpan<byte> Magic => "root"u8;

    /// <summary>Where the first key of this file begins.</summary>
    internal int Start { get; init; } = Begin;

    internal required long End { get; init; }

    internal long FreePosition { get; init; }

    internal int FreeLength { get; init; }

    /// <summary>Free segments, the one after the end included.</summary>
    internal int FreeCount { get; init; } = 1;

    /// <summary>Key, name and title of the file: the bytes before the top folder's record.</summary>
    internal required int NameLength { get; init; }

    internal int Compression { get; init; }

    internal long InfoPosition { get; init; }

    internal int InfoLength { get; init; }

    internal required bool Big { get; init; }

    internal byte[] Uuid { get; init; } = new byte[16];

    internal void Write(BigEndianWriter writer) => writer
        .Raw(Magic).I32(Big ? FormatVersion + BigOffset : FormatVersion).I32(Begin)
        .Seek(End, Big).Seek(FreePosition, Big).I32(FreeLength).I32(FreeCount).I32(NameLength).U8(Big ? (byte)8 : (byte)4)
        .I32(Compression).Seek(InfoPosition, Big).I32(InfoLength).U16(1).Raw(Uuid);

    /// <summary>Reads the header.</summary>
    /// <exception cref="RootFormatException">It is not a ROOT file.</exception>
    internal static FileHeader Read(ref BigEndianReader reader)
    {
        if (reader.Remaining < Begin || !reader.Take(4).SequenceEqual(Magic))
        {
            throw reader.Fault("a ROOT file, which begins with \"root\"", $"{reader.Remaining} other bytes");
        }

        bool big = reader.I32() >= BigOffset;
        int begin = reader.I32();
        if (begin is < OldestBegin or > Begin)
        {
            throw reader.Fault($"the first key at {OldestBegin} to {Begin}", $"{begin}");
        }

        long end = reader.Seek(big);
        long free = reader.Seek(big);
        int freeLength = reader.I32();
        _ = reader.I32();
        int nameLength = reader.I32();
        _ = reader.U8();
        int compression = reader.I32();
        long info = reader.Seek(big);
        int infoLength = reader.I32();
        _ = reader.U16();
        return new FileHeader
        {
            Start = begin,
            End = end,
            FreePosition = free,
            FreeLength = freeLength,
            NameLength = nameLength,
            Compression = compression,
            InfoPosition = info,
            InfoLength = infoLength,
            Big = big,
            Uuid = reader.Take(16).ToArray(),
        };
    }
}
