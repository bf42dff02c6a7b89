using Fathom.Root.Columns;
using Fathom.Root.Trees;

namespace Fathom.Root.Batches;

/// <summary>Batches of a tree.</summary>
internal sealed class TreeBatches(TreeReader tree) : IBatchSource
{
    public long EntryCount => tree.EntryCount;

    public long BytesPerEntry(IReadOnlyList<string> paths) =>
        1 + (Leaves(paths).Sum(branch => branch.StoredBytes) / Math.Max(1, EntryCount));

    /// <summary>Batches end where the baskets of the largest branch do.</summary>
    public IReadOnlyList<EntryRange> Cut(IReadOnlyList<string> paths, long first, long count, int batchBytes)
    {
        IEnumerable<long> cheap = Leaves(paths).MaxBy(branch => branch.StoredBytes)?.BasketStarts ?? [];
        return EntryRange.Cut(first, count, batchBytes / BytesPerEntry(paths), cheap);
    }

    public IBatchReader OpenReader(IReadOnlyList<string> paths) => new Reader(tree.OpenAgain(), paths);

    private IEnumerable<TreeBranch> Leaves(IReadOnlyList<string> paths) =>
        paths.SelectMany(path => tree.Get(path).AllBranches()).Where(branch => branch.Branches.Count == 0);

    private sealed class Reader : IBatchReader
    {
        private readonly TreeReader _tree;
        private readonly TreeBranch[] _branches;

        internal Reader(TreeReader tree, IReadOnlyList<string> paths)
        {
            _tree = tree;
            _branches = [.. paths.Select(tree.Get)];
        }

        public RootColumn Read(int column, long first, int count, RootColumn? reuse) => _branches[column].Read(first, count, reuse);

        public void Dispose() => _tree.Release();
    }
}
