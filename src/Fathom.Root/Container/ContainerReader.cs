using Fathom.Root.Compression;

namespace Fathom.Root.Container;

/// <summary>The container of a file (io/doc/TFile/tfile.md): its header, its folders and the bytes of its objects.</summary>
internal sealed class ContainerReader
{
    private readonly FileSource _source;
    private readonly RootReadOptions _options;
    private readonly KeyRecord? _recoveredInfos;

    internal ContainerReader(FileSource source, RootReadOptions? options = null)
    {
        _source = source;
        _options = options ?? new RootReadOptions();
        byte[] head = source.Read(0, Math.Min(source.Length, FileHeader.Begin), "a file header");
        BigEndianReader reader = new(head, source.Path, 0);
        Header = FileHeader.Read(ref reader);
        if (_options.Recover)
        {
            Top = RecoveredFolders.Of(source, Header, out _recoveredInfos);
            return;
        }

        if (Header.End > source.Length)
        {
            throw new RootFormatException(
                source.Path, source.Length, $"a file of {Header.End} bytes, as its header says", $"{source.Length} bytes: it is truncated");
        }

        Top = new FolderTree(new DirectoryReader(source), _options.MaximumKeys).Top(Header);
    }

    internal FileHeader Header { get; }

    /// <summary>The top folder.</summary>
    internal RootFolder Top { get; }

    /// <summary>Keys of the top folder, in its order.</summary>
    internal IEnumerable<KeyRecord> Keys => Top.Keys.Select(key => key.Record);

    /// <summary>The key of the streamer infos; null where the file has none.</summary>
    internal KeyRecord? InfoKey()
    {
        if (_options.Recover)
        {
            return _recoveredInfos;
        }

        if (Header.InfoPosition == 0 || Header.InfoLength == 0)
        {
            return null;
        }

        BigEndianReader reader = new(
            _source.Read(Header.InfoPosition, Header.InfoLength, "the streamer infos"), _source.Path, Header.InfoPosition);
        return KeyRecord.Read(ref reader) with { Position = Header.InfoPosition };
    }

    /// <summary>The bytes of an object, unpacked.</summary>
    internal byte[] ReadObject(KeyRecord key)
    {
        byte[] stored = _source.Read(key.ObjectPosition, key.StoredLength, $"object {key.Name}");
        if (key.StoredLength == key.ObjectLength)
        {
            return stored;
        }

        if (key.ObjectLength > _options.MaximumObjectBytes || !BlockDecompressor.Promises(stored, key.ObjectLength))
        {
            throw new RootFormatException(
                _source.Path, key.ObjectPosition, $"blocks that unpack to {key.ObjectLength} bytes", "blocks of another length");
        }

        byte[] bytes = new byte[key.ObjectLength];
        try
        {
            using BlockDecompressor decompressor = new();
            decompressor.Unpack(stored, bytes);
        }
        catch (InvalidDataException damage)
        {
            throw new RootFormatException(_source.Path, key.ObjectPosition, "a compressed object", damage.Message, damage);
        }

        return bytes;
    }
}
