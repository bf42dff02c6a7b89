namespace Fathom.Root.Container;

/// <summary>The folders of a file whose lists of keys are not to be relied upon: every key names its folder.</summary>
internal static class RecoveredFolders
{
    private static readonly HashSet<string> s_notObjects = ["", "TFile", "TBasket", "RBlob"];

    internal static RootFolder Of(FileSource source, FileHeader header)
    {
        List<KeyRecord> keys = [.. KeyWalk.All(source, header, out _)
            .Where(place => place.Key is not null && !s_notObjects.Contains(place.Key.ClassName) && place.Position != header.InfoPosition)
            .Select(place => place.Key!)];
        ILookup<long, KeyRecord> byFolder = keys.ToLookup(key => key.Folder);
        return Build("", "", header.Start, byFolder, [header.Start]);
    }

    private static RootFolder Build(string path, string name, long position, ILookup<long, KeyRecord> keys, HashSet<long> visited)
    {
        List<RootFolder> folders = [];
        foreach (KeyRecord key in keys[position].Where(key => RootKey.IsFolder(key.ClassName)))
        {
            if (visited.Count < 1000 && visited.Add(key.Position))
            {
                folders.Add(Build($"{path}{key.Name}/", key.Name, key.Position, keys, visited));
            }
        }

        return new RootFolder(path, name, [.. keys[position].Select(key => new RootKey(path, key))], folders);
    }
}
