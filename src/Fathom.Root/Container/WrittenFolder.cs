namespace Fathom.Root.Container;

/// <summary>A folder of a file that is being written.</summary>
/// <param name="name">Its name; the file's at the top.</param>
/// <param name="position">Where its key begins.</param>
/// <param name="parent">Where that of the folder above begins; 0 at the top.</param>
/// <param name="record">Where its record lies, which each commit writes anew; 0 at the top, whose record follows the header.</param>
internal sealed class WrittenFolder(string name, long position, long parent, long record)
{
    private readonly List<KeyRecord> _objects = [];

    internal string Name => name;

    internal long Position => position;

    internal long Parent => parent;

    internal long Record => record;

    /// <summary>Bytes from the key to the record.</summary>
    internal int NameLength => (int)(record - position);

    /// <summary>Where its list of keys was written last.</summary>
    internal FileRange Keys { get; set; }

    /// <summary>Whether its list of keys has to be written.</summary>
    internal bool Changed { get; set; } = true;

    /// <summary>Folders within it.</summary>
    internal Dictionary<string, WrittenFolder> Folders { get; } = new(StringComparer.Ordinal);

    /// <summary>Objects and folders that it lists.</summary>
    internal IReadOnlyList<KeyRecord> Objects => _objects;

    /// <summary>This folder and all below it.</summary>
    internal IEnumerable<WrittenFolder> All() => Folders.Values.SelectMany(folder => folder.All()).Prepend(this);

    /// <summary>Lists an object, in place of one of the same name and class.</summary>
    /// <returns>The object that it replaces; null where there was none.</returns>
    internal KeyRecord? Put(KeyRecord key)
    {
        Changed = true;
        int before = _objects.FindIndex(known => known.Name == key.Name && known.ClassName == key.ClassName);
        if (before < 0)
        {
            _objects.Add(key);
            return null;
        }

        KeyRecord replaced = _objects[before];
        _objects[before] = key;
        return replaced;
    }
}
