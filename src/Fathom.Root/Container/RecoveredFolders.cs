using System.Buffers.Binary;

namespace Fathom.Root.Container;

/// <summary>The folders of a file whose lists of keys are not to be relied upon: every key names its folder.</summary>
internal static class RecoveredFolders
{
    private const int MaximumFolders = 1000;

    private static readonly HashSet<string> s_notObjects = ["", "TFile", "TBasket", "RBlob"];

    /// <summary>The top folder.</summary>
    /// <param name="source">The file.</param>
    /// <param name="header">Its header, of which only the begin is relied upon.</param>
    /// <param name="infos">The key of the streamer infos; null where they were not written.</param>
    internal static RootFolder Of(FileSource source, FileHeader header, out KeyRecord? infos)
    {
        List<KeyRecord> keys = [.. KeyWalk.All(source, header, out _)
            .Where(place => place.Key is not null && !s_notObjects.Contains(place.Key.ClassName)).Select(place => place.Key!)];
        infos = keys.FindLast(IsInfos);
        ILookup<long, KeyRecord> byFolder = keys.Where(key => !IsInfos(key) && !IsListOfKeys(source, key)).ToLookup(key => key.Folder);
        return Build("", "", header.Start, byFolder, [header.Start]);
    }

    private static bool IsInfos(KeyRecord key) => key is { ClassName: StreamerInfoRecord.ClassName, Name: StreamerInfoRecord.Name };

    /// <summary>The list of keys of a folder has a key like that of the folder; it begins with a count, not with a version.</summary>
    private static bool IsListOfKeys(FileSource source, KeyRecord key)
    {
        if (!RootKey.IsFolder(key.ClassName) || key.StoredLength < sizeof(ushort))
        {
            return false;
        }

        byte[] version = source.Read(key.ObjectPosition, sizeof(ushort), "a folder");
        return BinaryPrimitives.ReadUInt16BigEndian(version) == 0;
    }

    private static RootFolder Build(string path, string name, long position, ILookup<long, KeyRecord> keys, HashSet<long> visited)
    {
        List<RootFolder> folders = [];
        foreach (KeyRecord key in keys[position].Where(key => RootKey.IsFolder(key.ClassName)))
        {
            if (visited.Count < MaximumFolders && visited.Add(key.Position))
            {
                folders.Add(Build($"{path}{key.Name}/", key.Name, key.Position, keys, visited));
            }
        }

        return new RootFolder(path, name, [.. keys[position].Select(key => new RootKey(path, key))], folders);
    }
}
