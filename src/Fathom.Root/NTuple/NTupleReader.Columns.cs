using Fathom.Root.Batches;
using Fathom.Root.Columns;
using Fathom.Root.Compression;
using Fathom.Root.NTuple.Envelopes;
using Fathom.Root.NTuple.Pages;
using Fathom.Root.Records;

namespace Fathom.Root.NTuple;

/// <summary>Fields of every structure, as trees of columns.</summary>
public sealed partial class NTupleReader
{
    private readonly OrderedDictionary<string, int[]> _chains = [];
    private readonly FieldColumns _columns;

    /// <summary>Paths of all fields, each followed by those below it: <c>tracks</c>, <c>tracks.pt</c>, <c>pair.0</c>.</summary>
    public IEnumerable<string> FieldPaths => _chains.Keys;

    /// <summary>The C++ type of a field; empty for untyped collections and records.</summary>
    /// <exception cref="RootFormatException">There is no such field.</exception>
    public string TypeOf(string path) => _tree.Field(Chain(path)[^1]).TypeName;

    /// <summary>Why a field cannot be read; null where it can.</summary>
    /// <exception cref="RootFormatException">There is no such field.</exception>
    public string? UnsupportedReason(string path) => _columns.Unsupported(Chain(path)[^1]);

    /// <summary>Reads a field of any structure: numbers, texts, collections, arrays, records, variants, optional values.</summary>
    /// <param name="path">One of <see cref="FieldPaths"/>; a member of the items of a collection gives lists.</param>
    /// <param name="first">The first entry.</param>
    /// <param name="count">How many.</param>
    /// <param name="reuse">A column that an earlier call gave for this path: it is emptied and filled again.</param>
    /// <exception cref="ArgumentOutOfRangeException">The RNTuple does not have these entries.</exception>
    /// <exception cref="RootFormatException">No such field, its type is not supported, or a page is damaged.</exception>
    public RootColumn ReadColumn(string path, long first, int count, RootColumn? reuse = null) =>
        ReadColumn(_columns, path, first, count, reuse);

    /// <summary>Chosen fields, batch after batch, read ahead on other threads.</summary>
    /// <param name="paths">Some of <see cref="FieldPaths"/>.</param>
    /// <param name="first">The first entry.</param>
    /// <param name="count">How many; all that follow when null.</param>
    /// <param name="options">Size of a batch and number of threads; defaults when null.</param>
    /// <exception cref="ArgumentOutOfRangeException">The RNTuple does not have these entries.</exception>
    /// <exception cref="RootFormatException">There is no such field, or its type is not supported (when its first batch is asked for).</exception>
    public ColumnStream Stream(IReadOnlyList<string> paths, long first = 0, long? count = null, BatchOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return new ColumnStream(new NTupleBatches(this), paths, first, count ?? Math.Max(0, EntryCount - first), options ?? new BatchOptions());
    }

    /// <summary>
    /// A record for each entry: <c>ntuple.Records&lt;Muon&gt;()</c>, where <c>record Muon(float Px, int[] Hits)</c> names fields.
    /// Case does not count where only one field fits; <see cref="RootColumnAttribute"/> names others.
    /// </summary>
    /// <typeparam name="T">A record, class or struct with a constructor or properties that can be set.</typeparam>
    /// <param name="first">The first entry.</param>
    /// <param name="count">How many; all that follow when null.</param>
    /// <exception cref="RootMappingException">A field is missing, or does not fit without loss.</exception>
    public IEnumerable<T> Records<T>(long first = 0, long? count = null) =>
        RecordRows.Of<T>([.. FieldPaths], path => ReadColumn(path, 0, 0), paths => Stream(paths, first, count));

    /// <summary>Entries at which clusters begin, and pages of the column at the top of a field.</summary>
    internal IEnumerable<long> PageStarts(string path)
    {
        int id = _tree.ColumnIds(Chain(path)[0]).FirstOrDefault(-1);
        foreach (Cluster cluster in _clusters.All)
        {
            long at = cluster.FirstEntry;
            ColumnPages? column = id >= 0 && id < cluster.Columns.Length ? cluster.Columns[id] : null;
            foreach (PageRecord page in column?.ElementCount == cluster.EntryCount ? column.Pages : [])
            {
                yield return at;
                at += page.Elements;
            }

            if (at == cluster.FirstEntry)
            {
                yield return at;
            }
        }
    }

    internal RootColumn ReadColumn(FieldColumns columns, string path, long first, int count, RootColumn? reuse)
    {
        CheckRange(first, count);
        int[] chain = Chain(path);
        if (columns.Unsupported(chain[^1]) is string reason)
        {
            throw _tree.Fault($"field {path} of a supported type", reason);
        }

        RootColumn column = reuse ?? columns.NewColumn(chain);
        column.Clear();
        foreach (ClusterRange range in _clusters.Cut(first, count))
        {
            columns.Read(chain, range, range.Cluster.EntryCount, column);
        }

        return column;
    }

    /// <summary>Reads with buffers of its own.</summary>
    internal NTupleColumns OpenColumns(SharedPages shared)
    {
        shared.Enter();
        BlockDecompressor decompressor = new();
        PageReader pages = new(_source, decompressor, _options.MaximumReadBytes, shared) { TrustsPages = true };
        return new NTupleColumns(this, NewColumns(pages), pages, shared, decompressor);
    }

    /// <summary>Bytes of a field in memory, about, to choose how many entries to read at once.</summary>
    internal long ApproximateBytes(string path)
    {
        long bits = 0;
        int[] chain = Chain(path);
        HashSet<int> ids = [.. chain.SelectMany(_tree.ColumnIds), .. ColumnsBelow(chain[^1], 0)];
        foreach (Cluster cluster in _clusters.All)
        {
            bits += ids.Where(id => id < cluster.Columns.Length).Sum(id => cluster.Columns[id].ElementCount * Math.Max(8, _tree.Column(id).Bits));
        }

        return bits / 8;
    }

    private IEnumerable<int> ColumnsBelow(int field, int depth) => depth > 64 ? []
        : _tree.ColumnIds(field).Concat(_tree.Children(field).SelectMany(child => ColumnsBelow(child, depth + 1)));

    private int[] Chain(string path) => _chains.TryGetValue(path, out int[]? chain) ? chain
        : throw _tree.Fault($"a field {path}", string.Join(", ", _chains.Keys.Take(50)));
}
