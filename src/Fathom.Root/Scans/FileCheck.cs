using Fathom.Root.Container;
using Fathom.Root.NTuple;
using Fathom.Root.Objects;

namespace Fathom.Root.Scans;

/// <summary>Checks a whole file: every key, length, checksum and reference.</summary>
public static class FileCheck
{
    /// <summary>What is wrong with a file, in the order of the checks; nothing where it is whole.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Limits; defaults when null.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static IEnumerable<FileFault> Of(string path, RootReadOptions? options = null)
    {
        foreach (FileFault fault in Container(path))
        {
            yield return fault;
        }

        RootFileReader? reader = Open(path, options, out FileFault? unopened);
        if (unopened is not null)
        {
            yield return unopened;
        }

        using (reader)
        {
            if (reader is not null && Descriptions(reader) is FileFault undescribed)
            {
                yield return undescribed;
            }

            foreach (FileFault unlike in reader is null || options is { Recover: true } ? [] : Keys(path, reader.Top))
            {
                yield return unlike;
            }

            foreach (RootKey key in reader?.Top.AllKeys().Where(key => !RootKey.IsFolder(key.ClassName)) ?? [])
            {
                foreach (FileFault fault in Object(reader!, key))
                {
                    yield return fault;
                }
            }
        }
    }

    private static RootFileReader? Open(string path, RootReadOptions? options, out FileFault? fault)
    {
        try
        {
            fault = null;
            return RootFileReader.Open(path, options);
        }
        catch (RootFormatException damage)
        {
            fault = new FileFault("", FileFaultKind.Damaged, damage.Message);
            return null;
        }
    }

    private static FileFault? Descriptions(RootFileReader reader)
    {
        try
        {
            reader.ReadDescriptions();
            return null;
        }
        catch (RootFormatException damage)
        {
            return new FileFault("StreamerInfo", FileFaultKind.Damaged, damage.Message);
        }
    }

    /// <summary>Keys follow each other without a hole, and the free parts are those that the list of them names.</summary>
    private static List<FileFault> Container(string path)
    {
        using FileSource source = new(path);
        try
        {
            byte[] head = source.Read(0, Math.Min(source.Length, FileHeader.Begin), "a file header");
            BigEndianReader reader = new(head, source.Path, 0);
            FileHeader header = FileHeader.Read(ref reader);
            List<KeyWalk.Place> places = KeyWalk.All(source, header, out RootFormatException? damage);
            if (damage is not null)
            {
                return [new FileFault("", FileFaultKind.Damaged, damage.Message)];
            }

            HashSet<long> free = [.. FreeSegments.Read(source, header).Select(segment => segment.First)];
            return [.. places.Where(place => place.Key is null && !free.Contains(place.Position)).Select(place => new FileFault(
                "", FileFaultKind.Damaged, $"{path}, offset {place.Position}: expected a deleted object in the list of free segments, found none"))];
        }
        catch (RootFormatException damage)
        {
            return [new FileFault("", FileFaultKind.Damaged, damage.Message)];
        }
    }

    /// <summary>Every object has before it the key that its folder lists.</summary>
    private static List<FileFault> Keys(string path, RootFolder top)
    {
        using FileSource source = new(path);
        return [.. top.AllKeys().Select(key => KeyCheck.Of(source, key)).OfType<FileFault>()];
    }

    private static List<FileFault> Object(RootFileReader reader, RootKey key)
    {
        try
        {
            if (key.ClassName == Anchor.ClassName)
            {
                return Columns(key, FileScan.Of(reader.OpenNTuple(key.Path)));
            }

            RootObject value = reader.ReadObject(key.Path);
            return value.Members.Has("fBranches") ? Columns(key, FileScan.Of(reader.OpenTree(key.Path)))
                : value.IsKnown ? []
                : [new FileFault(key.Path, FileFaultKind.NotChecked, $"class {value.ClassName} is not described in the file")];
        }
        catch (RootFormatException damage)
        {
            return [new FileFault(key.Path, FileFaultKind.Damaged, damage.Message)];
        }
    }

    private static List<FileFault> Columns(RootKey key, IEnumerable<ColumnScan> scans) =>
    [
        .. scans.Where(scan => scan.Unsupported is not null).Select(scan => new FileFault(
            $"{key.Path} {scan.Name}", scan.IsDamaged ? FileFaultKind.Damaged : FileFaultKind.NotChecked, scan.Unsupported!)),
    ];
}
