namespace Fathom.Root.Container;

/// <summary>Reads folders within folders; a folder that is within itself is refused.</summary>
/// <param name="reader">Reads the keys of one.</param>
/// <param name="maximumKeys">Keys that all folders together may have.</param>
internal sealed class FolderTree(DirectoryReader reader, int maximumKeys)
{
    private const int MaximumDepth = 64;

    private readonly HashSet<long> _visited = [];
    private int _keys;

    internal RootFolder Top(FileHeader header) => Read("", "", header.Start + (long)header.NameLength, depth: 0);

    private RootFolder Read(string path, string name, long position, int depth)
    {
        List<KeyRecord> records = reader.ReadKeys(position);
        _keys += records.Count;
        List<RootKey> keys = [];
        List<RootFolder> folders = [];
        foreach (KeyRecord record in records)
        {
            if (_keys > maximumKeys || depth > MaximumDepth)
            {
                throw new RootFormatException(
                    name, position, $"at most {maximumKeys} keys in folders at most {MaximumDepth} deep", $"{_keys} keys at depth {depth}");
            }

            keys.Add(new RootKey(path, record));
            if (RootKey.IsFolder(record.ClassName) && _visited.Add(record.ObjectPosition))
            {
                folders.Add(Read($"{path}{record.Name}/", record.Name, record.ObjectPosition, depth + 1));
            }
        }

        return new RootFolder(path, name, keys, folders);
    }
}
