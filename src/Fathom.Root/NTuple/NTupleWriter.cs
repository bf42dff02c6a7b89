using Fathom.Root.Compression;
using Fathom.Root.Container;
using Fathom.Root.NTuple.Envelopes;
using Fathom.Root.NTuple.Pages;

namespace Fathom.Root.NTuple;

/// <summary>Takes the entries of one RNTuple.</summary>
public sealed class NTupleWriter
{
    private readonly NTupleModel _model;
    private readonly NTupleColumn[] _columns;
    private readonly ContainerWriter _container;
    private readonly ContentIdentity _identity;
    private readonly BlockCompressor _compressor;
    private readonly ClusterWriter _clusters;
    private readonly long _clusterBytes;
    private readonly Locator _header;
    private readonly long _headerLength;
    private readonly ulong _headerChecksum;
    private long _clusterStart;
    private long _filledBytes;
    private bool _finished;

    internal NTupleWriter(
        NTupleModel model, ContainerWriter container, ContentIdentity identity, BlockCompressor compressor, PageSealer sealer, RootWriteOptions options)
    {
        _model = model;
        _columns = [.. model.Columns];
        _container = container;
        _identity = identity;
        _compressor = compressor;
        _clusterBytes = options.ClusterBytes;
        Schema schema = new();
        List<ColumnBuffer> buffers = [];
        foreach (NTupleColumn column in _columns)
        {
            buffers.AddRange(column.Describe(schema, options.Codec != RootCodec.None));
        }

        _clusters = new ClusterWriter(container, identity, sealer, buffers, options);
        ReadOnlySpan<byte> envelope = new HeaderEnvelope(model.Name, model.Description, schema).Write(out _headerChecksum);
        _headerLength = envelope.Length;
        _header = WriteEnvelope(envelope, _headerChecksum);
    }

    /// <summary>Name of the RNTuple.</summary>
    public string Name => _model.Name;

    /// <summary>Entries filled so far.</summary>
    public long EntryCount { get; private set; }

    /// <summary>Appends one entry with the current values of the model's columns.</summary>
    /// <exception cref="InvalidOperationException">The file is complete or closed.</exception>
    public void Fill()
    {
        if (_finished)
        {
            throw new InvalidOperationException($"RNTuple {Name} is closed: it takes no more entries");
        }

        foreach (NTupleColumn column in _columns)
        {
            _filledBytes += column.Fill();
        }

        EntryCount++;
        if (_filledBytes >= _clusterBytes)
        {
            EndCluster();
        }
    }

    /// <summary>Takes no more entries.</summary>
    internal void Close() => _finished = true;

    /// <summary>Writes what is buffered, page list, footer and anchor.</summary>
    internal void Finish()
    {
        EndCluster();
        Close();
        List<ClusterGroup> groups = [];
        if (_clusters.Clusters.Count > 0)
        {
            ReadOnlySpan<byte> pages = PageListEnvelope.Write(
                _headerChecksum, _clusters.Clusters, _compressor.Settings, out ulong pagesChecksum);
            int length = pages.Length;
            groups.Add(new ClusterGroup(0, EntryCount, _clusters.Clusters.Count, length, WriteEnvelope(pages, pagesChecksum)));
        }

        ReadOnlySpan<byte> footer = FooterEnvelope.Write(_headerChecksum, groups, out ulong footerChecksum);
        int footerLength = footer.Length;
        Anchor anchor = new(_header, _headerLength, WriteEnvelope(footer, footerChecksum), footerLength);
        _container.WriteObject(Anchor.ClassName, Name, "", anchor.Write());
    }

    private void EndCluster()
    {
        if (EntryCount > _clusterStart)
        {
            _clusters.EndCluster(_clusterStart, EntryCount - _clusterStart);
            _clusterStart = EntryCount;
            _filledBytes = 0;
        }
    }

    private Locator WriteEnvelope(ReadOnlySpan<byte> envelope, ulong checksum)
    {
        _identity.Add(checksum);
        ReadOnlySpan<byte> stored = _compressor.Pack(envelope);
        long at = _container.BeginBlob(stored.Length);
        _container.Write(stored);
        return new Locator(at, stored.Length);
    }
}
