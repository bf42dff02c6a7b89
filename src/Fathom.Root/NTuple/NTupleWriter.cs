using Fathom.Root.Container;
using Fathom.Root.NTuple.Envelopes;
using Fathom.Root.NTuple.Fields;
using Fathom.Root.NTuple.Pages;

namespace Fathom.Root.NTuple;

/// <summary>Takes the entries of one RNTuple. For one thread at a time, as the file is.</summary>
public sealed class NTupleWriter : IFileStream
{
    private readonly NTupleModel _model;
    private readonly string _folder;
    private readonly FieldSchema _schema = new();
    private readonly FileSink _sink;
    private readonly ClusterWriter _clusters;
    private readonly List<ClusterGroup> _groups = [];
    private readonly Locator _header;
    private readonly long _headerLength;
    private readonly ulong _headerChecksum;
    private NTupleColumn[] _columns;
    private long _groupStart;
    private long _clusterStart;
    private long _clusterBytes;
    private long _groupBytes;
    private FileRange _footer;
    private bool _filling;
    private bool _closed;
    private bool _listed;

    internal NTupleWriter(NTupleModel model, string folder, FileSink sink)
    {
        _model = model;
        _folder = folder;
        _columns = [.. model.Columns];
        _sink = sink;
        Describe(_columns);
        foreach (Projection projection in model.Projections)
        {
            projection.Describe(_schema);
        }

        sink.Pieces.Drain();
        _clusters = new ClusterWriter(sink, _schema.Buffers);
        ReadOnlySpan<byte> envelope = new HeaderEnvelope(model.Name, model.Description, _schema.Schema).Write(out _headerChecksum);
        _headerLength = envelope.Length;
        _header = WriteEnvelope(envelope, _headerChecksum);
    }

    /// <summary>Name of the RNTuple.</summary>
    public string Name => _model.Name;

    string IFileStream.Path => _folder + Name;

    /// <summary>Entries filled so far.</summary>
    public long EntryCount { get; private set; }

    /// <summary>Appends one entry with the current values of the model's columns.</summary>
    /// <exception cref="InvalidOperationException">The file is complete or closed, or an entry before could not be filled.</exception>
    public void Fill()
    {
        BeginFilling();
        foreach (NTupleColumn column in _columns)
        {
            _clusterBytes += column.Fill();
        }

        EntryCount++;
        EndFilling();
    }

    /// <summary>Appends entries whose values were set as batches, all of this many entries. The file is that of one by one.</summary>
    /// <exception cref="InvalidOperationException">A column has not this many; or as <see cref="Fill()"/>.</exception>
    public void Fill(int entries)
    {
        foreach (NTupleColumn column in _columns)
        {
            if (column.BatchCount != entries)
            {
                throw new InvalidOperationException($"field {column.Name} has a batch of {Math.Max(0, column.BatchCount)} entries, not {entries}");
            }
        }

        for (int at = 0; at < entries;)
        {
            BeginFilling();
            int step = EntriesToClusterEnd(at, entries - at);
            _clusterBytes += BatchBytes(at, step);
            foreach (NTupleColumn column in _columns)
            {
                column.FillBatch(at, step);
            }

            at += step;
            EntryCount += step;
            EndFilling();
        }

        foreach (NTupleColumn column in _columns)
        {
            column.EndBatch();
        }
    }

    /// <summary>
    /// Adds fields while entries are filled; those before have zeros, empty lists and texts in them. A new cluster begins.
    /// </summary>
    /// <param name="add">Adds to the model fields that do not show others.</param>
    /// <exception cref="InvalidOperationException">The file is complete or closed, or an entry before could not be filled.</exception>
    /// <remarks>Specification, "Footer Envelope", schema extension, and "Column Description", deferred columns.</remarks>
    public void Extend(Action<NTupleModel> add)
    {
        ArgumentNullException.ThrowIfNull(add);
        CheckOpen();
        EndCluster();
        (_model.Frozen, _model.Late) = (false, true);
        try
        {
            add(_model);
        }
        finally
        {
            _model.Frozen = true;
            NTupleColumn[] added = [.. _model.Columns.Skip(_columns.Length)];
            _schema.EntriesBefore = EntryCount;
            Describe(added);
            _columns = [.. _columns, .. added];
            _clusters.Extend(_schema.Buffers, [.. _schema.Schema.Columns.Select(column => column.FirstElement)]);
            _listed = false;
        }
    }

    /// <summary>
    /// Stores the numbers of a field in another way from the next entry on: in another representation, as the specification
    /// calls it. A new cluster begins. A field may go back to an encoding that it had.
    /// </summary>
    /// <param name="field">A field of the model, of a number or of a list of numbers per entry.</param>
    /// <param name="encoding">How its numbers are stored.</param>
    /// <exception cref="ArgumentException">The field is of another model, or is neither.</exception>
    /// <exception cref="NotSupportedException">Its numbers cannot be kept in this way.</exception>
    /// <exception cref="InvalidOperationException">The file is complete or closed, or an entry before could not be filled.</exception>
    /// <remarks>Specification, "Column Description", representation index, and "Suppressed Columns".</remarks>
    public void Represent(NTupleColumn field, ColumnEncoding encoding)
    {
        ArgumentNullException.ThrowIfNull(field);
        CheckOpen();
        if (!_columns.Contains(field) || field.Numbers is not IRepresented numbers)
        {
            throw new ArgumentException($"{field.Name} is no field of numbers of RNTuple {Name}", nameof(field));
        }

        PageFormat format = numbers.Format(encoding, _sink.Options.Codec != RootCodec.None);
        if (format == numbers.Buffer.Format)
        {
            return;
        }

        EndCluster();
        int from = numbers.Buffer.Id;
        numbers.Represent(format);
        if (!_schema.Buffers.Contains(numbers.Buffer))
        {
            _schema.EntriesBefore = EntryCount;
            _schema.AddRepresentation(from, numbers.Buffer, _clusters.ElementsBefore(from));
            _clusters.Replace(_schema.Buffers, from, _schema.Buffers.Count - 1);
        }
        else
        {
            _clusters.Replace(_schema.Buffers, from, numbers.Buffer.Id);
        }

        _listed = false;
    }

    /// <summary>Takes no more entries.</summary>
    void IFileStream.Close()
    {
        _closed = true;
        _clusters.Close();
    }

    /// <summary>Ends the cluster group, so that all entries up to here are named by a footer.</summary>
    void IFileStream.EndGroup()
    {
        CheckWhole();
        EndCluster();
        List<Cluster> clusters = _clusters.TakeClusters();
        if (clusters.Count > 0)
        {
            ReadOnlySpan<byte> pages = PageListEnvelope.Write(_headerChecksum, clusters, _sink.Compressor.Settings, out ulong checksum);
            int length = pages.Length;
            _groups.Add(new ClusterGroup(_groupStart, EntryCount - _groupStart, clusters.Count, length, WriteEnvelope(pages, checksum)));
            _groupStart = EntryCount;
            _groupBytes = 0;
            _listed = false;
        }
    }

    /// <summary>Writes footer and anchor, unless those written last still hold.</summary>
    void IFileStream.WriteObject()
    {
        if (_listed)
        {
            return;
        }

        ReadOnlySpan<byte> footer = FooterEnvelope.Write(_headerChecksum, _schema.Schema, _groups, out ulong footerChecksum);
        int footerLength = footer.Length;
        _sink.Container.Outdate(_footer);
        long start = _sink.Container.Position;
        Anchor anchor = new(_header, _headerLength, WriteEnvelope(footer, footerChecksum), footerLength);
        byte[] bytes = anchor.Write();
        _sink.Classes.Use(Anchor.ClassName);
        _footer = new FileRange(start, _sink.Container.Position - start);
        _sink.Container.WriteObject(_folder, Anchor.ClassName, Name, "", bytes, bytes.Length);
        _listed = true;
    }

    private void Describe(IEnumerable<NTupleColumn> columns)
    {
        foreach (NTupleColumn column in columns)
        {
            column.Describe(_schema, _sink.Options.Codec != RootCodec.None);
        }
    }

    private void CheckOpen()
    {
        CheckWhole();
        if (_closed)
        {
            throw new InvalidOperationException($"RNTuple {Name} is closed: it takes no more entries");
        }
    }

    private void BeginFilling()
    {
        CheckOpen();

        // Until all columns have taken the entry, they are not of one length: what fails between cannot be mended.
        _filling = true;
    }

    private void CheckWhole()
    {
        if (_filling)
        {
            throw new InvalidOperationException($"an entry of RNTuple {Name} could not be filled: the file cannot be completed");
        }
    }

    private void EndFilling()
    {
        _filling = false;
        if (_clusterBytes < _sink.Options.ClusterBytes)
        {
            return;
        }

        EndCluster();
        if (_groupBytes >= _sink.Options.GroupBytes)
        {
            ((IFileStream)this).EndGroup();
            _sink.Commit();
        }
    }

    /// <summary>How many entries of a batch the cluster takes until it is full: found by halving, since their bytes only grow.</summary>
    private int EntriesToClusterEnd(int first, int most)
    {
        long room = _sink.Options.ClusterBytes - _clusterBytes;
        if (BatchBytes(first, most) < room)
        {
            return most;
        }

        int least = 1;
        while (least < most)
        {
            int middle = least + ((most - least) / 2);
            (least, most) = BatchBytes(first, middle) >= room ? (least, middle) : (middle + 1, most);
        }

        return most;
    }

    private long BatchBytes(int first, int count)
    {
        long bytes = 0;
        foreach (NTupleColumn column in _columns)
        {
            bytes += column.BatchBytes(first, count);
        }

        return bytes;
    }

    private void EndCluster()
    {
        if (EntryCount > _clusterStart)
        {
            _clusters.EndCluster(_clusterStart, EntryCount - _clusterStart);
            _clusterStart = EntryCount;
            _groupBytes += _clusterBytes;
            _clusterBytes = 0;
        }
    }

    private Locator WriteEnvelope(ReadOnlySpan<byte> envelope, ulong checksum)
    {
        _sink.Identity.Add(checksum);
        ReadOnlySpan<byte> stored = _sink.Compressor.Pack(envelope);
        long at = _sink.Container.BeginBlob(stored.Length);
        _sink.Container.Write(stored);
        return new Locator(at, stored.Length);
    }
}
