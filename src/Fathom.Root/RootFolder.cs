namespace Fathom.Root;

/// <summary>A folder of a file.</summary>
/// <param name="Path">Its path, ending in a slash; empty at the top.</param>
/// <param name="Name">Its name; empty at the top.</param>
/// <param name="Keys">What it lists, folders included, in the order of the file.</param>
/// <param name="Folders">Its folders.</param>
public sealed record RootFolder(string Path, string Name, IReadOnlyList<RootKey> Keys, IReadOnlyList<RootFolder> Folders)
{
    /// <summary>The keys of this folder, each folder followed by what is in it.</summary>
    public IEnumerable<RootKey> AllKeys()
    {
        foreach (RootKey key in Keys)
        {
            yield return key;
            if (RootKey.IsFolder(key.ClassName) && Folders.FirstOrDefault(folder => folder.Name == key.Name) is RootFolder inside)
            {
                foreach (RootKey below in inside.AllKeys())
                {
                    yield return below;
                }
            }
        }
    }

    /// <summary>Finds an object by path: <c>one/two/tree</c> for the latest cycle, <c>one/two/tree;1</c> for that cycle.</summary>
    /// <returns>Null where there is none.</returns>
    public RootKey? Find(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        int slash = path.LastIndexOf('/');
        RootFolder? folder = slash < 0 ? this : FindFolder(path[..slash]);
        string name = path[(slash + 1)..];
        int semicolon = name.LastIndexOf(';');
        bool withCycle = semicolon > 0 && int.TryParse(name.AsSpan(semicolon + 1), out int _);
        int cycle = withCycle ? int.Parse(name.AsSpan(semicolon + 1), System.Globalization.CultureInfo.InvariantCulture) : 0;
        string plain = withCycle ? name[..semicolon] : name;
        RootKey? best = null;
        foreach (RootKey key in folder?.Keys ?? [])
        {
            bool wanted = key.Name == plain && (!withCycle || key.Cycle == cycle);
            best = wanted && (best is null || key.Cycle > best.Cycle) ? key : best;
        }

        return best;
    }

    private RootFolder? FindFolder(string path)
    {
        RootFolder? folder = this;
        foreach (string name in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            string plain = name.Split(';')[0];
            folder = folder?.Folders.FirstOrDefault(child => child.Name == plain);
        }

        return folder;
    }
}
