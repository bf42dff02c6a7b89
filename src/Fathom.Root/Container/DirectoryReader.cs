namespace Fathom.Root.Container;

/// <summary>TDirectory and its list of keys (io/doc/TFile/tdirectory.md, keyslist.md).</summary>
internal sealed class DirectoryReader(FileSource source)
{
    /// <summary>Keys that a folder of the file lists.</summary>
    /// <param name="position">Where the record of the folder lies.</param>
    internal List<KeyRecord> ReadKeys(long position)
    {
        byte[] folder = source.Read(position, Math.Min(DirectoryRecord.Length, Math.Max(0, source.Length - position)), "a folder");
        BigEndianReader reader = new(folder, source.Path, position);
        DirectoryRecord directory = DirectoryRecord.Read(ref reader);
        if (directory.KeysPosition == 0)
        {
            return [];
        }

        byte[] list = source.Read(directory.KeysPosition, directory.KeysLength, "the list of keys");
        BigEndianReader keys = new(list, source.Path, directory.KeysPosition);
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
