namespace Fathom.Root.Container;

/// <summary>
/// Steps from key to key through the whole file (io/doc/TFile/datarecord.md), without its list of keys: how a file that
/// was not closed is recovered, and how deleted objects (gaps) are seen.
/// </summary>
internal static class KeyWalk
{
    /// <summary>A key with names of the longest kind that is believed.</summary>
    private const int LongestKey = 1 << 16;

    /// <summary>What stands in a file one after the other.</summary>
    /// <param name="Position">Where it begins.</param>
    /// <param name="Length">Its bytes, the key included.</param>
    /// <param name="Key">The key; null where an object was deleted.</param>
    internal sealed record Place(long Position, long Length, KeyRecord? Key);

    /// <summary>Keys and gaps in the order of the file, up to its end or to the first place that is neither.</summary>
    /// <param name="source">The file.</param>
    /// <param name="header">Its header; its end is not relied upon.</param>
    /// <param name="damage">Why the walk ended before the end of the file; null where it did not.</param>
    internal static List<Place> All(FileSource source, FileHeader header, out RootFormatException? damage)
    {
        List<Place> places = [];
        long at = header.Start;
        try
        {
            while (at < source.Length)
            {
                Place place = Next(source, at);
                places.Add(place);
                at += place.Length;
            }

            damage = null;
        }
        catch (RootFormatException fault)
        {
            damage = fault;
        }

        return places;
    }

    private static Place Next(FileSource source, long at)
    {
        byte[] head = source.Read(at, Math.Min(LongestKey, source.Length - at), "a key");
        BigEndianReader reader = new(head, source.Path, at);
        int length = reader.I32();
        if (length < 0 && length > int.MinValue)
        {
            source.Check(at, -(long)length, "a gap");
            return new Place(at, -(long)length, null);
        }

        reader = new BigEndianReader(head, source.Path, at);
        KeyRecord key = KeyRecord.Read(ref reader);
        source.Check(at, key.TotalLength, $"object {key.Name}");

        // Lists of keys and free segments say in their key where they lie; blobs and objects do, too.
        return key.TotalLength > 0 ? new Place(at, key.TotalLength, key with { Position = at }) : throw reader.Fault("a key", "one of no length");
    }
}
