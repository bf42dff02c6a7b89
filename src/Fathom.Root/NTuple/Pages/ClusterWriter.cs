using Fathom.Root.Compression.Packing;
using Fathom.Root.Container;
using Fathom.Root.NTuple.Envelopes;

namespace Fathom.Root.NTuple.Pages;

/// <summary>
/// Collects the pages of a cluster and writes them column after column, so that a reader of one column reads long ranges; a
/// cluster of many pages in several pieces, so that the first ones are written while the others are filled.
/// </summary>
internal sealed class ClusterWriter
{
    /// <summary>Bytes in memory of the pages of a piece, about: they are still in the caches of most processors when they are written.</summary>
    private const long PieceBytes = 4L * 1024 * 1024;

    private readonly FileSink _sink;
    private ColumnBuffer[] _buffers;
    private readonly List<Cluster> _clusters = [];
    private long[] _firstElements;

    /// <summary>Of each column, the representation of its field that has pages: itself, or another.</summary>
    private int[] _standIns = [];
    private OpenCluster _open;

    internal ClusterWriter(FileSink sink, IReadOnlyList<ColumnBuffer> buffers)
    {
        _sink = sink;
        _buffers = [];
        _firstElements = [];
        _open = new OpenCluster(0);
        Extend(buffers, new long[buffers.Count]);
    }

    /// <summary>More columns, from the cluster on that begins now.</summary>
    /// <param name="buffers">All columns, those so far included.</param>
    /// <param name="missing">Elements of each that are not written, of those so far none more.</param>
    internal void Extend(IReadOnlyList<ColumnBuffer> buffers, IReadOnlyList<long> missing)
    {
        int known = _buffers.Length;
        _buffers = [.. buffers];
        _firstElements = [.. _firstElements, .. missing.Skip(known)];
        _standIns = [.. _standIns, .. Enumerable.Range(known, _buffers.Length - known)];
        _open = new OpenCluster(_buffers.Length);
        for (int id = known; id < _buffers.Length; id++)
        {
            _buffers[id].Attach(id, _sink.Options.PageBytes, _sink.Pages, AddPage);
        }
    }

    /// <summary>From the cluster on that begins now, a column stands for another one, which has no pages any more.</summary>
    /// <param name="buffers">All columns, the one that takes over perhaps new among them.</param>
    /// <param name="from">Id of the column so far.</param>
    /// <param name="to">Id of the column from now on.</param>
    internal void Replace(IReadOnlyList<ColumnBuffer> buffers, int from, int to)
    {
        Extend(buffers, new long[buffers.Count]);
        _standIns = [.. _standIns.Select(stand => stand == from ? to : stand)];
        _standIns[to] = to;
        _firstElements[to] = _firstElements[from];
    }

    /// <summary>Elements of a column and of those that it stands for, in clusters that have ended.</summary>
    internal long ElementsBefore(int id) => _firstElements[id];

    /// <summary>Ends a cluster; the next entries belong to the next one.</summary>
    internal void EndCluster(long firstEntry, long entryCount)
    {
        OpenCluster cluster = _open;
        cluster.FirstEntry = firstEntry;
        cluster.EntryCount = entryCount;
        cluster.FirstElements = _firstElements;
        cluster.StandIns = _standIns;
        cluster.Elements = [.. _standIns.Select(id => _buffers[id].ClusterElements)];
        foreach (ColumnBuffer buffer in _buffers)
        {
            buffer.EndCluster();
        }

        _firstElements = [.. cluster.Elements.Zip(cluster.FirstElements, (count, first) => first + count)];
        _open = new OpenCluster(_buffers.Length);
        long bytes = cluster.JobBytes;
        List<PageJob>[] jobs = cluster.TakeJobs();
        _sink.Pieces.Add(All(jobs), () => Write(cluster, jobs), bytes);
    }

    /// <summary>Clusters in the file that were not taken before; what is held back is written first.</summary>
    internal List<Cluster> TakeClusters()
    {
        _sink.Pieces.Drain();
        List<Cluster> clusters = [.. _clusters];
        _clusters.Clear();
        return clusters;
    }

    internal void Close()
    {
        foreach (ColumnBuffer buffer in _buffers)
        {
            buffer.Close();
        }
    }

    private void AddPage(ColumnBuffer buffer, byte[] rented, int used, bool encoded)
    {
        PageJob job = new(buffer.Format, rented, used, encoded, _sink.Pages);
        OpenCluster cluster = _open;
        cluster.Add(buffer.Id, job);
        _sink.Packing.Add(job);
        if (cluster.JobBytes >= PieceBytes)
        {
            long bytes = cluster.JobBytes;
            List<PageJob>[] jobs = cluster.TakeJobs();
            _sink.Pieces.Add(All(jobs), () => WritePages(cluster, jobs), bytes);
        }
    }

    private static PackingJob[] All(List<PageJob>[] jobs) => [.. jobs.SelectMany(column => column)];

    private void Write(OpenCluster cluster, List<PageJob>[] jobs)
    {
        WritePages(cluster, jobs);
        ColumnPages[] columns = new ColumnPages[cluster.Elements.Length];
        for (int id = 0; id < columns.Length; id++)
        {
            columns[id] = cluster.StandIns[id] == id
                ? new ColumnPages(cluster.FirstElements[id], [.. cluster.Pages[id]], cluster.Elements[id])
                : ColumnPages.None;
        }

        _clusters.Add(new Cluster(cluster.FirstEntry, cluster.EntryCount, columns));
    }

    /// <summary>Pages into one blob.</summary>
    private void WritePages(OpenCluster cluster, List<PageJob>[] jobs)
    {
        long length = jobs.Sum(column => column.Sum(job => (long)job.Page.Length));
        if (length == 0)
        {
            return;
        }

        long at = _sink.Container.BeginBlob(checked((int)length));
        for (int id = 0; id < jobs.Length; id++)
        {
            foreach (PageJob job in jobs[id])
            {
                SealedPage page = job.Page;
                _sink.Container.Write(page.Rented, page.Length);
                _sink.Identity.Add(page.Checksum);
                cluster.Pages[id].Add(new PageRecord(page.Elements, HasChecksum: true, new Locator(at, page.StoredLength)));
                at += page.Length;
            }
        }
    }
}
