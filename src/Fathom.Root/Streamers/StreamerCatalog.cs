namespace Fathom.Root.Streamers;

/// <summary>The classes that a file describes, and the few that every file relies upon.</summary>
internal sealed class StreamerCatalog
{
    private readonly Dictionary<string, List<StreamerInfo>> _byName = [];

    internal StreamerCatalog(IEnumerable<StreamerInfo> infos)
    {
        foreach (StreamerInfo info in infos)
        {
            Add(info);
        }

        AddMissing(new StreamerInfo("TNamed", 1, 0, [Base("TObject"), Text("fName"), Text("fTitle")]));
        AddMissing(new StreamerInfo("TObjString", 1, 0, [Base("TObject"), Text("fString")]));
    }

    /// <summary>All versions of all classes.</summary>
    internal IEnumerable<StreamerInfo> All => _byName.Values.SelectMany(infos => infos);

    internal bool Knows(string name) => _byName.ContainsKey(Key(name));

    /// <summary>A class in a version; the latest for a negative version; null where the file does not describe it.</summary>
    internal StreamerInfo? Find(string name, int version)
    {
        if (!_byName.TryGetValue(Key(name), out List<StreamerInfo>? infos))
        {
            return null;
        }

        return infos.Find(info => info.Version == version) ?? (version < 0 || infos.Count == 1 ? infos.MaxBy(info => info.Version) : null);
    }

    /// <summary>A class by the checksum of its members.</summary>
    internal StreamerInfo? FindByChecksum(string name, uint checksum) =>
        _byName.TryGetValue(Key(name), out List<StreamerInfo>? infos) ? infos.Find(info => info.Checksum == checksum) : null;

    private void Add(StreamerInfo info)
    {
        if (!_byName.TryGetValue(Key(info.Name), out List<StreamerInfo>? infos))
        {
            _byName[Key(info.Name)] = infos = [];
        }

        infos.Add(info);
    }

    private void AddMissing(StreamerInfo info)
    {
        if (!Knows(info.Name))
        {
            Add(info);
        }
    }

    /// <summary>Names differ in blanks and in <c>std::</c> from one place of a file to another.</summary>
    internal static string Key(string name) =>
        name.Replace(" ", "", StringComparison.Ordinal).Replace("std::", "", StringComparison.Ordinal);

    private static StreamerElement Base(string name) =>
        new() { Kind = "TStreamerBase", Name = name, Title = "", Type = ElementType.TObject, TypeName = "BASE" };

    private static StreamerElement Text(string name) =>
        new() { Kind = "TStreamerString", Name = name, Title = "", Type = ElementType.TString, TypeName = "TString" };
}
