using Fathom.Root.Container;
using Fathom.Root.NTuple.Envelopes;

namespace Fathom.Root.NTuple.Pages;

/// <summary>
/// Collects the pages of a cluster and writes them column after column into one blob, so that a reader of one column
/// reads one range.
/// </summary>
internal sealed class ClusterWriter
{
    private readonly ContainerWriter _container;
    private readonly ContentIdentity _identity;
    private readonly PageSealer _sealer;
    private readonly bool _compressed;
    private readonly long _pendingLimit;
    private readonly ColumnBuffer[] _buffers;
    private readonly List<SealedPage>[] _pending;
    private readonly List<PageRecord>[] _pages;
    private readonly long[] _firstElements;
    private readonly List<Cluster> _clusters = [];
    private long _pendingBytes;

    internal ClusterWriter(
        ContainerWriter container, ContentIdentity identity, PageSealer sealer, IReadOnlyList<ColumnBuffer> buffers, RootWriteOptions options)
    {
        _container = container;
        _identity = identity;
        _sealer = sealer;
        _compressed = options.Codec != RootCodec.None;
        _pendingLimit = Math.Min(2 * options.ClusterBytes, ContainerWriter.MaximumKeyLength / 2);
        _buffers = [.. buffers];
        _pending = [.. buffers.Select(_ => new List<SealedPage>())];
        _pages = [.. buffers.Select(_ => new List<PageRecord>())];
        _firstElements = new long[buffers.Count];
        for (int id = 0; id < _buffers.Length; id++)
        {
            _buffers[id].Attach(id, options.PageBytes, Seal);
        }
    }

    internal IReadOnlyList<Cluster> Clusters => _clusters;

    /// <summary>Ends a cluster; the next entries belong to the next one.</summary>
    internal void EndCluster(long firstEntry, long entryCount)
    {
        ColumnPages[] columns = new ColumnPages[_buffers.Length];
        long[] elements = [.. _buffers.Select(buffer => buffer.ClusterElements)];
        foreach (ColumnBuffer buffer in _buffers)
        {
            buffer.EndCluster();
        }

        WritePending();
        for (int id = 0; id < columns.Length; id++)
        {
            columns[id] = new ColumnPages(_firstElements[id], [.. _pages[id]], elements[id]);
            _firstElements[id] += elements[id];
            _pages[id].Clear();
        }

        _clusters.Add(new Cluster(firstEntry, entryCount, columns));
    }

    private void Seal(ColumnBuffer buffer, byte[] bytes, int used)
    {
        SealedPage page = _sealer.Seal(buffer.Type.Stored(_compressed), bytes.AsSpan(0, used));
        _pending[buffer.Id].Add(page);
        _pendingBytes += page.Length;
        if (_pendingBytes > _pendingLimit)
        {
            WritePending();
        }
    }

    /// <summary>A cluster whose single entry is huge goes out in several blobs: memory stays bounded.</summary>
    private void WritePending()
    {
        if (_pendingBytes == 0)
        {
            return;
        }

        long at = _container.BeginBlob(checked((int)_pendingBytes));
        for (int id = 0; id < _pending.Length; id++)
        {
            foreach (SealedPage page in _pending[id])
            {
                _container.Write(page.Bytes);
                _identity.Add(page.Checksum);
                _pages[id].Add(new PageRecord(page.Elements, HasChecksum: true, new Locator(at, page.StoredLength)));
                at += page.Length;
                page.Release();
            }

            _pending[id].Clear();
        }

        _pendingBytes = 0;
    }
}
