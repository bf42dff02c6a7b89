using Fathom.Root.Batches;
using Fathom.Root.Columns;
using Fathom.Root.NTuple;
using Fathom.Root.Trees;

namespace Fathom.Root.Chains;

/// <summary>A tree or an RNTuple of an open file, for those to whom it makes no difference.</summary>
internal sealed class EntrySource : IDisposable
{
    private readonly RootFileReader _file;
    private readonly TreeReader? _tree;
    private readonly NTupleReader? _ntuple;
    private IBatchReader? _reader;
    private string[] _chosen = [];

    private EntrySource(RootFileReader file, string name)
    {
        _file = file;
        if (file.Top.Find(name) is { ClassName: Anchor.ClassName })
        {
            _ntuple = file.OpenNTuple(name);
        }
        else
        {
            _tree = file.OpenTree(name);
        }
    }

    internal long EntryCount => _tree?.EntryCount ?? _ntuple!.EntryCount;

    /// <summary>Paths and types of all columns that can be read.</summary>
    internal IEnumerable<(string Path, string Type)> Columns => _tree is not null
        ? _tree.AllBranches().Where(branch => branch.Unsupported is null).Select(branch => (branch.Path, branch.TypeName))
        : _ntuple!.FieldPaths.Where(path => _ntuple.UnsupportedReason(path) is null).Select(path => (path, _ntuple.TypeOf(path)));

    internal static EntrySource Open(string path, string name, RootReadOptions options)
    {
        RootFileReader file = RootFileReader.Open(path, options);
        try
        {
            return new EntrySource(file, name);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    internal IReadOnlyList<EntryRange> Cut(IReadOnlyList<string> paths, long first, long count, int batchBytes) =>
        Batches.Cut(paths, first, count, batchBytes);

    internal long BytesPerEntry(IReadOnlyList<string> paths) => Batches.BytesPerEntry(paths);

    internal RootColumn Read(string path, long first, int count, RootColumn? reuse)
    {
        int place = Array.IndexOf(_chosen, path);
        if (place < 0)
        {
            _reader?.Dispose();
            _chosen = [.. _chosen, path];
            _reader = Batches.OpenReader(_chosen);
            place = _chosen.Length - 1;
        }

        return _reader!.Read(place, first, count, reuse);
    }

    public void Dispose()
    {
        _reader?.Dispose();
        _file.Dispose();
    }

    private IBatchSource Batches => field ??= _tree is not null ? new TreeBatches(_tree) : new NTupleBatches(_ntuple!);
}
