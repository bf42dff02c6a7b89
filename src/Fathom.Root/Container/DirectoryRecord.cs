namespace Fathom.Root.Container;

/// <summary>TDirectory: where a folder's list of keys lies (io/doc/TFile/tdirectory.md).</summary>
internal sealed record DirectoryRecord
{
    /// <summary>Length with the padding that lets small positions become big ones in place.</summary>
    internal const int Length = 60;

    private const int SmallVersion = 5;
    private const int BigOffset = 1000;

    internal uint Date { get; init; }

    internal int KeysLength { get; init; }

    internal int NameLength { get; init; }

    internal long KeysPosition { get; init; }

    /// <summary>Where the key of the folder begins.</summary>
    internal long Position { get; init; } = FileHeader.Begin;

    /// <summary>Where that of the folder above begins; 0 at the top.</summary>
    internal long Parent { get; init; }

    internal bool Big { get; init; }

    internal byte[] Uuid { get; init; } = new byte[16];

    internal void Write(BigEndianWriter writer)
    {
        int start = writer.Length;
        writer.U16(Big ? SmallVersion + BigOffset : SmallVersion).U32(Date).U32(Date).I32(KeysLength).I32(NameLength)
            .Seek(Position, Big).Seek(Parent, Big).Seek(KeysPosition, Big).U16(1).Raw(Uuid);
        while (writer.Length - start < Length)
        {
            writer.U8(0);
        }
    }

    internal static DirectoryRecord Read(ref BigEndianReader reader)
    {
        int version = reader.U16();
        bool big = version > BigOffset;
        if (version % BigOffset is < 1 or > SmallVersion)
        {
            throw reader.Fault($"a folder of version 1 to {SmallVersion}", $"{version}");
        }

        uint date = reader.U32();
        _ = reader.U32();
        int keysLength = reader.I32();
        int nameLength = reader.I32();
        _ = reader.Seek(big);
        _ = reader.Seek(big);
        long keys = reader.Seek(big);
        return new DirectoryRecord { Date = date, KeysLength = keysLength, NameLength = nameLength, KeysPosition = keys, Big = big };
    }
}
