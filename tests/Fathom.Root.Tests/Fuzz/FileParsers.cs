using Fathom.Root.Objects;
using Fathom.Root.Scans;

namespace Fathom.Root.Tests.Fuzz;

/// <summary>Reads all objects and columns of a file, as found in its lists and again by walking over it.</summary>
internal static class FileParsers
{
    private static readonly RootReadOptions s_limits = new()
    {
        MaximumReadBytes = 4 << 20,
        MaximumMetadataBytes = 1 << 20,
        MaximumObjectBytes = 4 << 20,
        MaximumKeys = 1000,
    };

    /// <returns>Whether something was refused.</returns>
    internal static bool Refuse(byte[] content, bool recover)
    {
        try
        {
            using RootFileReader reader = RootFileReader.Open(new MemoryStream(content), "fuzz.root", s_limits with { Recover = recover });
            return reader.Top.AllKeys().Take(20).Sum(key => Refuse(reader, key) ? 1 : 0) > 0;
        }
        catch (RootFormatException)
        {
            return true;
        }
    }

    private static bool Refuse(RootFileReader reader, RootKey key)
    {
        try
        {
            if (RootKey.IsFolder(key.ClassName))
            {
                return false;
            }

            if (key.ClassName == "ROOT::RNTuple")
            {
                return NotRead(FileScan.Of(reader.OpenNTuple(key.Path))) > 0;
            }

            RootObject value = reader.ReadObject(key.Path);
            _ = value.ToJson();
            return value.Members.Has("fBranches") && NotRead(FileScan.Of(reader.OpenTree(key.Path))) > 0;
        }
        catch (RootFormatException)
        {
            return true;
        }
    }

    /// <summary>All columns are read, whatever the first of them gives.</summary>
    private static int NotRead(IEnumerable<ColumnScan> scans) => scans.Sum(scan => scan.Unsupported is null ? 0 : 1);
}
