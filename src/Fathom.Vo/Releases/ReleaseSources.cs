using Fathom.Root;
using Fathom.Vo.Tables;
using Fathom.Vo.Tables.Reading;

namespace Fathom.Vo.Releases;

/// <summary>Opens what a release can be made from, by what a file holds and not by its name.</summary>
public static class ReleaseSources
{
    /// <summary>Opens a file as rows: a table of any format that <see cref="TableReader"/> knows, a VOEvent, a file of the tier miniESD, or a tree or
    /// an RNTuple of another ROOT file.</summary>
    /// <param name="path">The file; of ROOT files <c>FILE#OBJECT</c> names the object where there are several.</param>
    /// <param name="limits">What a table may cost; null: as <see cref="TableLimits"/> has it.</param>
    /// <exception cref="TableFormatException">It cannot be read.</exception>
    public static IRowSource Open(string path, TableLimits? limits = null)
    {
        int hash = File.Exists(path) ? -1 : path.LastIndexOf('#');
        (string file, string? inside) = hash < 0 ? (path, null) : (path[..hash], path[(hash + 1)..]);
        if (IsRoot(file))
        {
            return Root(file, inside);
        }

        return inside is not null ? throw new TableFormatException($"{file} is no ROOT file: it has no objects to choose '{inside}' from.")
            : VoEventRows.IsOne(file) ? VoEventRows.Open(file) : TableReader.Open(file, limits);
    }

    private static IRowSource Root(string file, string? inside)
    {
        try
        {
            return inside is null && MiniEventRows.IsOne(file) ? MiniEventRows.Open(file) : RootRows.Open(file, inside);
        }
        catch (RootFormatException broken)
        {
            throw new TableFormatException(broken.Message, inner: broken);
        }
    }

    private static bool IsRoot(string file)
    {
        Span<byte> start = stackalloc byte[4];
        using FileStream stream = File.OpenRead(file);
        return stream.ReadAtLeast(start, 4, throwOnEndOfStream: false) == 4 && start.SequenceEqual("root"u8);
    }
}
