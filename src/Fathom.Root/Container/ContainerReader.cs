using Fathom.Root.Compression;

namespace Fathom.Root.Container;

/// <summary>Finds the objects that the top folder of a file lists.</summary>
internal sealed class ContainerReader
{
    private const int MaximumObjectLength = 1 << 28;

    private readonly FileSource _source;

    internal ContainerReader(FileSource source)
    {
        _source = source;
        byte[] head = source.Read(0, Math.Min(source.Length, FileHeader.Begin), "a file header");
        BigEndianReader reader = new(head, source.Path, 0);
        Header = FileHeader.Read(ref reader);
        if (Header.End > source.Length)
        {
            throw new RootFormatException(
                source.Path, source.Length, $"a file of {Header.End} bytes, as its header says", $"{source.Length} bytes: it is truncated");
        }

        Keys = ReadKeys();
    }

    internal FileHeader Header { get; }

    /// <summary>Keys of the top folder, in its order.</summary>
    internal IReadOnlyList<KeyRecord> Keys { get; }

    /// <summary>The bytes of an object, unpacked.</summary>
    internal byte[] ReadObject(KeyRecord key)
    {
        byte[] stored = _source.Read(key.ObjectPosition, key.StoredLength, $"object {key.Name}");
        if (key.StoredLength == key.ObjectLength)
        {
            return stored;
        }

        if (key.ObjectLength > MaximumObjectLength || !BlockDecompressor.Promises(stored, key.ObjectLength))
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

    private List<KeyRecord> ReadKeys()
    {
        long at = FileHeader.Begin + (long)Header.NameLength;
        byte[] folder = _source.Read(at, Math.Min(DirectoryRecord.Length, Math.Max(0, _source.Length - at)), "the top folder");
        BigEndianReader reader = new(folder, _source.Path, at);
        DirectoryRecord directory = DirectoryRecord.Read(ref reader);
        byte[] list = _source.Read(directory.KeysPosition, directory.KeysLength, "the list of keys");
        BigEndianReader keys = new(list, _source.Path, directory.KeysPosition);
        _ = KeyRecord.Read(ref keys);
        int count = keys.I32();
        if (count < 0 || count > keys.Remaining / KeyRecord.FixedLength(big: false))
        {
            throw keys.Fault($"keys in the {keys.Remaining} bytes left", $"a count of {count}");
        }

        List<KeyRecord> found = new(count);
        for (int i = 0; i < count; i++)
        {
            found.Add(KeyRecord.Read(ref keys));
        }

        return found;
    }
}
