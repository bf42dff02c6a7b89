using Fathom.Root.Batches;
using Fathom.Root.Columns;

namespace Fathom.Root.Chains;

/// <summary>Reads the files of a chain, of which it keeps one open; for one thread at a time.</summary>
internal sealed class ChainReader(IReadOnlyList<ChainFile> files, string name, RootReadOptions options) : IDisposable
{
    private EntrySource? _open;
    private ChainFile? _file;

    /// <summary>Reads entries, of one file or of several.</summary>
    internal RootColumn Read(string path, long first, int count, RootColumn? reuse)
    {
        ChainFile file = FileOf(first);
        if (count == 0 || first + count <= file.First + file.Count)
        {
            return One(file, path, first, count, reuse);
        }

        RootColumn all = One(file, path, first, 0, reuse);
        for (long at = first; at < first + count;)
        {
            file = FileOf(at);
            int step = (int)Math.Min(first + count - at, file.First + file.Count - at);
            RootColumn part = One(file, path, at, step, reuse: null);
            all.AddFrom(part, 0, step);
            at += step;
        }

        return all;
    }

    /// <summary>Cuts entries into batches, at the ends of files at the latest.</summary>
    internal List<EntryRange> Cut(IReadOnlyList<string> paths, long first, long count, int batchBytes)
    {
        List<EntryRange> ranges = [];
        foreach (ChainFile file in files)
        {
            long from = Math.Max(first, file.First);
            long to = Math.Min(first + count, file.First + file.Count);
            if (to > from)
            {
                ranges.AddRange(Open(file).Cut(paths, from - file.First, to - from, batchBytes).Select(range => range with { First = range.First + file.First }));
            }
        }

        return ranges;
    }

    /// <summary>Bytes of an entry in memory, as the first file with entries has them.</summary>
    internal long BytesPerEntry(IReadOnlyList<string> paths) => Open(FileOf(0)).BytesPerEntry(paths);

    public void Dispose() => _open?.Dispose();

    private RootColumn One(ChainFile file, string path, long first, int count, RootColumn? reuse)
    {
        EntrySource source = Open(file);

        // Classes may differ from one file to the next: a column is used again only where it fits.
        RootColumn? fitting = reuse is not null && ColumnShapes.Same(reuse, source.Read(path, 0, 0, reuse: null)) ? reuse : null;
        return source.Read(path, first - file.First, count, fitting);
    }

    private EntrySource Open(ChainFile file)
    {
        if (!ReferenceEquals(file, _file))
        {
            _open?.Dispose();
            (_open, _file) = (null, null);
            _open = EntrySource.Open(file.Path, name, options);
            _file = file;
            if (_open.EntryCount != file.Count)
            {
                throw new RootFormatException(file.Path, 0, $"{file.Count} entries, as when the chain was opened", $"{_open.EntryCount}");
            }
        }

        return _open!;
    }

    /// <summary>The file of an entry; the last one for the entry after all of them.</summary>
    private ChainFile FileOf(long entry) => files.LastOrDefault(file => file.First <= entry && (file.Count > 0 || entry == file.First)) ?? files[0];
}
