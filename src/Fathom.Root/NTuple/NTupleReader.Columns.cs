using Fathom.Root.Columns;
using Fathom.Root.NTuple.Envelopes;

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
    public RootColumn ReadColumn(string path, long first, int count, RootColumn? reuse = null)
    {
        CheckRange(first, count);
        int[] chain = Chain(path);
        if (_columns.Unsupported(chain[^1]) is string reason)
        {
            throw _tree.Fault($"field {path} of a supported type", reason);
        }

        RootColumn column = reuse ?? _columns.NewColumn(chain);
        column.Clear();
        foreach (ClusterRange range in _clusters.Cut(first, count))
        {
            _columns.Read(chain, range, range.Cluster.EntryCount, column);
        }

        return column;
    }

    /// <summary>Bytes of a field in memory, about, to choose how many entries to read at once.</summary>
    internal long ApproximateBytes(string path)
    {
        long elements = 0;
        HashSet<int> ids = [.. ColumnsBelow(Chain(path)[0], 0)];
        foreach (Cluster cluster in _clusters.All)
        {
            elements += ids.Where(id => id < cluster.Columns.Length).Sum(id => cluster.Columns[id].ElementCount);
        }

        return elements * sizeof(double);
    }

    private IEnumerable<int> ColumnsBelow(int field, int depth) => depth > 64 ? []
        : _tree.ColumnIds(field).Concat(_tree.Children(field).SelectMany(child => ColumnsBelow(child, depth + 1)));

    private int[] Chain(string path) => _chains.TryGetValue(path, out int[]? chain) ? chain
        : throw _tree.Fault($"a field {path}", string.Join(", ", _chains.Keys.Take(50)));
}
