namespace Fathom.Root.Container;

/// <summary>TKey: what stands before every object in a file (io/doc/TFile/datarecord.md).</summary>
internal sealed record KeyRecord
{
    /// <summary>Where the length of a key stands in it.</summary>
    internal const int LengthPlace = 14;

    private const string BasketClass = "TBasket";
    private const string FolderClass = "TDirectoryFile";
    private const int FolderClassSuffix = 4;

    /// <summary>Version of a key with positions of four bytes; 1000 more with eight.</summary>
    private const int SmallVersion = 4;
    private const int BigOffset = 1000;

    internal required string ClassName { get; init; }

    internal string Name { get; init; } = "";

    internal string Title { get; init; } = "";

    /// <summary>Bytes of the object once unpacked.</summary>
    internal required int ObjectLength { get; init; }

    /// <summary>Bytes of the object as stored.</summary>
    internal required int StoredLength { get; init; }

    internal uint Date { get; init; }

    internal int Cycle { get; init; } = 1;

    /// <summary>Where the key begins.</summary>
    internal required long Position { get; init; }

    /// <summary>Where the folder begins that the key belongs to.</summary>
    internal long Folder { get; init; }

    internal required bool Big { get; init; }

    /// <summary>Length of the key as read, where it is not what its texts say: a basket's key has the head of the basket in it.</summary>
    private int ReadLength { get; init; }

    internal int KeyLength => ReadLength > 0 ? ReadLength : FixedLength(Big) + BigEndianWriter.TextLength(ClassName)
        + BigEndianWriter.TextLength(Name) + BigEndianWriter.TextLength(Title);

    /// <summary>Where the object begins.</summary>
    internal long ObjectPosition => Position + KeyLength;

    internal int TotalLength => checked(KeyLength + StoredLength);

    internal static int FixedLength(bool big) => big ? 34 : 26;

    internal void Write(BigEndianWriter writer) => Write(writer, KeyLength);

    /// <summary>Writes a key that is longer than its texts say, by what its class adds to it.</summary>
    internal void Write(BigEndianWriter writer, int keyLength) => writer
        .I32(keyLength + StoredLength).U16(Big ? BigOffset + SmallVersion : SmallVersion).I32(ObjectLength).U32(Date)
        .U16(keyLength).U16(Cycle).Seek(Position, Big).Seek(Folder, Big)
        .Text(ClassName).Text(Name).Text(Title);

    internal static KeyRecord Read(ref BigEndianReader reader)
    {
        int start = reader.Position;
        int total = reader.I32();
        bool big = reader.U16() > BigOffset;
        int objectLength = reader.I32();
        uint date = reader.U32();
        int keyLength = reader.U16();
        int cycle = reader.U16();
        long position = reader.Seek(big);
        long folder = reader.Seek(big);
        KeyRecord key = new()
        {
            ClassName = reader.Text(),
            Name = reader.Text(),
            Title = reader.Text(),
            ObjectLength = objectLength,
            StoredLength = total - keyLength,
            Date = date,
            Cycle = cycle,
            Position = position,
            Folder = folder,
            Big = big,
        };
        key = key.KeyLength == keyLength ? key : key with { ReadLength = keyLength };
        int read = reader.Position - start;
        bool fits = key.ClassName switch
        {
            BasketClass => read <= keyLength,
            // ROOT 5 lists folders as TDirectoryFile, whose keys say TDirectory.
            FolderClass => read == keyLength || read == keyLength + FolderClassSuffix,
            _ => read == keyLength,
        };
        return fits && total >= keyLength && objectLength >= 0 && position >= 0
            ? key
            : throw reader.Fault(
                $"a key of {reader.Position - start} bytes", $"lengths {keyLength} (key), {total} (total), {objectLength} (object)");
    }
}
