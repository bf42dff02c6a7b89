using Fathom.Root.Columns;
using Fathom.Root.NTuple;
using Fathom.Root.NTuple.Pages;

namespace Fathom.Root.Batches;

/// <summary>Batches of an RNTuple.</summary>
internal sealed class NTupleBatches(NTupleReader ntuple) : IBatchSource
{
    /// <summary>So many that a page is still there when the batch before the one that decoded it comes to its end.</summary>
    private const int SharedPagesPerPath = 16;

    private SharedPages? _shared;

    public long EntryCount => ntuple.EntryCount;

    public long BytesPerEntry(IReadOnlyList<string> paths) => 1 + (paths.Sum(ntuple.ApproximateBytes) / Math.Max(1, EntryCount));

    /// <summary>Batches end where pages of the first column at its top do: its offsets, or its values.</summary>
    public IReadOnlyList<EntryRange> Cut(IReadOnlyList<string> paths, long first, long count, int batchBytes) =>
        EntryRange.Cut(first, count, batchBytes / BytesPerEntry(paths), paths.Count > 0 ? ntuple.PageStarts(paths[0]) : []);

    public IBatchReader OpenReader(IReadOnlyList<string> paths) =>
        new Reader(ntuple.OpenColumns(_shared ??= new SharedPages(SharedPagesPerPath * paths.Count)), paths);

    private sealed class Reader(NTupleColumns columns, IReadOnlyList<string> paths) : IBatchReader
    {
        public RootColumn Read(int column, long first, int count, RootColumn? reuse) => columns.Read(paths[column], first, count, reuse);

        public void Dispose() => columns.Dispose();
    }
}
