using Fathom.Root.Container;
using Fathom.Root.NTuple.Envelopes;

namespace Fathom.Root.NTuple.Pages;

/// <summary>
/// Collects the pages of a cluster and writes them column after column into one blob, so that a reader of one column
/// reads one range.
/// </summary>
internal sealed class ClusterWriter
{
    private readonly FileSink _sink;
    private readonly long _jobLimit;
    private readonly ColumnBuffer[] _buffers;
    private readonly List<Cluster> _clusters = [];
    private long[] _firstElements;
    private OpenCluster _open;

    internal ClusterWriter(FileSink sink, IReadOnlyList<ColumnBuffer> buffers)
    {
        _sink = sink;
        _jobLimit = Math.Min(2 * sink.Options.ClusterBytes, ContainerWriter.MaximumKeyLength / 4);
        _buffers = [.. buffers];
        _firstElements = new long[buffers.Count];
        _open = new OpenCluster(buffers.Count);
        for (int id = 0; id < _buffers.Length; id++)
        {
            _buffers[id].Attach(id, sink.Options.PageBytes, sink.Pages, AddPage);
        }
    }

    /// <summary>Ends a cluster; the next entries belong to the next one.</summary>
    internal void EndCluster(long firstEntry, long entryCount)
    {
        OpenCluster cluster = _open;
        cluster.FirstEntry = firstEntry;
        cluster.EntryCount = entryCount;
        cluster.FirstElements = _firstElements;
        cluster.Elements = [.. _buffers.Select(buffer => buffer.ClusterElements)];
        foreach (ColumnBuffer buffer in _buffers)
        {
            buffer.EndCluster();
        }

        _firstElements = [.. cluster.Elements.Zip(cluster.FirstElements, (count, first) => first + count)];
        _open = new OpenCluster(_buffers.Length);
        _sink.Pieces.Add(() => Write(cluster), cluster.JobBytes);
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

    private void AddPage(ColumnBuffer buffer, byte[] rented, int used)
    {
        PageJob job = new(buffer.Format, rented, used, _sink.Pages);
        _open.Jobs[buffer.Id].Add(job);
        _open.JobBytes += used;
        _sink.Packing.Add(job);
        if (_open.JobBytes > _jobLimit)
        {
            _sink.Pieces.Drain();
            WritePages(_open);
        }
    }

    private void Write(OpenCluster cluster)
    {
        WritePages(cluster);
        ColumnPages[] columns = new ColumnPages[_buffers.Length];
        for (int id = 0; id < columns.Length; id++)
        {
            columns[id] = new ColumnPages(cluster.FirstElements[id], [.. cluster.Pages[id]], cluster.Elements[id]);
        }

        _clusters.Add(new Cluster(cluster.FirstEntry, cluster.EntryCount, columns));
    }

    /// <summary>A cluster whose single entry is huge goes out in several blobs: memory stays bounded.</summary>
    private void WritePages(OpenCluster cluster)
    {
        long length = 0;
        foreach (PageJob job in cluster.Jobs.SelectMany(jobs => jobs))
        {
            _sink.Packing.Await(job);
            length += job.Page.Length;
        }

        if (length == 0)
        {
            return;
        }

        long at = _sink.Container.BeginBlob(checked((int)length));
        for (int id = 0; id < cluster.Jobs.Length; id++)
        {
            foreach (PageJob job in cluster.Jobs[id])
            {
                SealedPage page = job.Page;
                _sink.Container.Write(page.Bytes);
                _sink.Identity.Add(page.Checksum);
                cluster.Pages[id].Add(new PageRecord(page.Elements, HasChecksum: true, new Locator(at, page.StoredLength)));
                at += page.Length;
                _sink.Pages.Return(page.Rented);
            }

            cluster.Jobs[id].Clear();
        }

        cluster.JobBytes = 0;
    }
}
