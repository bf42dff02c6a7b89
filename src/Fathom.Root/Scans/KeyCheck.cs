using Fathom.Root.Container;

namespace Fathom.Root.Scans;

/// <summary>What a folder lists of its objects is a copy of their keys (io/doc/TFile/keyslist.md): both must say the same.</summary>
internal static class KeyCheck
{
    /// <summary>A key with names of the longest kind that is believed.</summary>
    private const int LongestKey = 1 << 16;

    /// <summary>The first thing in which the key before an object is not what its folder lists; null where it is.</summary>
    /// <param name="source">The file.</param>
    /// <param name="listed">What the folder lists.</param>
    internal static FileFault? Of(FileSource source, RootKey listed)
    {
        try
        {
            long at = listed.Position;
            byte[] head = source.Read(at, Math.Clamp(source.Length - at, 0, LongestKey), $"the key of {listed.Path}");
            BigEndianReader reader = new(head, source.Path, at);
            return Difference(listed.Record, KeyRecord.Read(ref reader)) is var (what, expected, found)
                ? Fault(listed, new RootFormatException(source.Path, at, $"the {what} {expected} in the key, as its folder lists it", found))
                : null;
        }
        catch (RootFormatException damage)
        {
            return Fault(listed, damage);
        }
    }

    /// <summary>What differs first: its name, what the list says, what the key says.</summary>
    private static (string What, string Listed, string Found)? Difference(KeyRecord listed, KeyRecord found) =>
        listed.Name != found.Name ? ("name", listed.Name, found.Name)
        : !SameClass(listed.ClassName, found.ClassName) ? ("class", listed.ClassName, found.ClassName)
        : listed.Title != found.Title ? ("title", listed.Title, found.Title)
        : listed.Cycle != found.Cycle ? Numbers("cycle", listed.Cycle, found.Cycle)
        : listed.TotalLength != found.TotalLength ? Numbers("length with its object", listed.TotalLength, found.TotalLength)
        : listed.KeyLength != found.KeyLength ? Numbers("own length", listed.KeyLength, found.KeyLength)
        : listed.ObjectLength != found.ObjectLength ? Numbers("unpacked length", listed.ObjectLength, found.ObjectLength)
        : listed.Position != found.Position ? Numbers("position", listed.Position, found.Position)
        : listed.Folder != found.Folder ? Numbers("position of the folder", listed.Folder, found.Folder)
        : null;

    private static (string What, string Listed, string Found) Numbers(string what, long listed, long found) => (what, $"{listed}", $"{found}");

    /// <summary>ROOT 5 lists folders as TDirectoryFile, whose keys say TDirectory.</summary>
    private static bool SameClass(string listed, string found) => listed == found || (RootKey.IsFolder(listed) && RootKey.IsFolder(found));

    private static FileFault Fault(RootKey key, RootFormatException damage) => new(key.Path, FileFaultKind.Damaged, damage.Message);
}
