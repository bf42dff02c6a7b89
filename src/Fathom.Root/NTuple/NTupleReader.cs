using System.Text;
using Fathom.Root.Compression;
using Fathom.Root.Container;
using Fathom.Root.NTuple.Envelopes;
using Fathom.Root.NTuple.Pages;
using Fathom.Root.Streamers.Decoders;

namespace Fathom.Root.NTuple;

/// <summary>
/// One RNTuple of a file: its fields, and their values column by column. Nested fields are named by paths
/// (<c>track.pt</c>). For one thread at a time.
/// </summary>
public sealed partial class NTupleReader
{
    private const string Cardinality = "ROOT::RNTupleCardinality<";

    private readonly FileSource _source;
    private readonly RootReadOptions _options;
    private readonly Func<DecoderFactory> _decoders;
    private readonly FieldTree _tree;
    private readonly ClusterIndex _clusters;
    private readonly RowReader _rows;

    internal NTupleReader(string name, Anchor anchor, FileSource source, BlockDecompressor decompressor, RootReadOptions options, Func<DecoderFactory> decoders)
    {
        EnvelopeSource envelopes = new(source, decompressor, options.MaximumMetadataBytes);
        HeaderEnvelope header = HeaderEnvelope.Read(
            envelopes.Open(anchor.Header, anchor.HeaderLength, EnvelopeType.Header, out ulong checksum));
        List<ClusterGroup> groups = FooterEnvelope.Read(
            envelopes.Open(anchor.Footer, anchor.FooterLength, EnvelopeType.Footer, out _), checksum, header.Schema);
        List<Cluster> clusters = [];
        foreach (ClusterGroup group in groups)
        {
            EnvelopeReader pageList = envelopes.Open(group.PageList, group.PageListLength, EnvelopeType.PageList, out _);
            clusters.AddRange(PageListEnvelope.Read(pageList, checksum, group, header.Schema.Columns.Count));
        }

        _source = source;
        _options = options;
        Name = name;
        Description = header.Description;
        _decoders = () => decoders().Again(FieldObjects.Infos(header.Schema, source.Path));
        _tree = new FieldTree(source.Path, name, header.Schema);
        Fields = _tree.Describe();
        _clusters = new ClusterIndex(clusters, source.Path);
        PageReader pages = new(source, decompressor, options.MaximumReadBytes);
        _columns = NewColumns(pages);
        foreach ((string path, int[] chain) in FieldNames.All(_tree))
        {
            _chains.TryAdd(path, chain);
        }

        _rows = new RowReader(source.Path, _clusters, pages, options.MaximumReadBytes);
    }

    /// <summary>Name of the RNTuple.</summary>
    public string Name { get; }

    /// <summary>Free text of its header.</summary>
    public string Description { get; }

    /// <summary>Number of entries.</summary>
    public long EntryCount => _clusters.EntryCount;

    /// <summary>The top-level fields, in order.</summary>
    public IReadOnlyList<NTupleField> Fields { get; }

    /// <summary>All values of a field of one number per entry.</summary>
    /// <typeparam name="T">The type of the field: bool, sbyte to ulong, float or double; nothing is converted.</typeparam>
    /// <exception cref="RootFormatException">No such field, or of another type; or a page is damaged.</exception>
    public T[] ReadScalars<T>(string field) where T : unmanaged => ReadScalars<T>(field, 0, AllEntries(field));

    /// <summary>Values of <paramref name="count"/> entries from <paramref name="first"/> on.</summary>
    /// <inheritdoc cref="ReadScalars{T}(string)"/>
    /// <exception cref="ArgumentOutOfRangeException">The RNTuple does not have these entries.</exception>
    public T[] ReadScalars<T>(string field, long first, int count) where T : unmanaged
    {
        CheckRange(first, count);
        int id = _tree.Find(field);
        CheckNesting(field, id, collections: 0);
        return _tree.Field(id).TypeName.StartsWith(Cardinality, StringComparison.Ordinal)
            ? Cardinalities<T>(field, id, first, count)
            : _rows.Elements<T>(_tree.Columns(id, slot: 0), field, first, count);
    }

    /// <summary>All values of a field that is a <c>std::vector</c>, or a member of the items of a collection.</summary>
    /// <inheritdoc cref="ReadScalars{T}(string)"/>
    public Jagged<T> ReadVectors<T>(string field) where T : unmanaged => ReadVectors<T>(field, 0, AllEntries(field));

    /// <summary>Values of <paramref name="count"/> entries from <paramref name="first"/> on.</summary>
    /// <inheritdoc cref="ReadScalars{T}(string, long, int)"/>
    public Jagged<T> ReadVectors<T>(string field, long first, int count) where T : unmanaged
    {
        CheckRange(first, count);
        int item = _tree.Find(field);
        if (_tree.Field(item).Role == FieldRole.Collection && _tree.Children(item).Count == 1)
        {
            item = _tree.Children(item)[0];
        }

        CheckNesting(field, item, collections: 1);
        int collection = _tree.Upwards(item).First(id => _tree.Field(id).Role == FieldRole.Collection);
        return _rows.Rows<T>(_tree.Columns(collection, slot: 0), _tree.Columns(item, slot: 0), field, first, count);
    }

    /// <summary>All texts of a <c>std::string</c> field.</summary>
    /// <exception cref="RootFormatException">No such field, or of another type; or a page is damaged.</exception>
    public string[] ReadStrings(string field) => ReadStrings(field, 0, AllEntries(field));

    /// <summary>Texts of <paramref name="count"/> entries from <paramref name="first"/> on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The RNTuple does not have these entries.</exception>
    /// <exception cref="RootFormatException">No such field, or of another type; or a page is damaged.</exception>
    public string[] ReadStrings(string field, long first, int count)
    {
        CheckRange(first, count);
        int id = _tree.Find(field);
        CheckNesting(field, id, collections: 0);
        Jagged<byte> utf8 = _rows.Rows<byte>(_tree.Columns(id, slot: 0), _tree.Columns(id, slot: 1), field, first, count);
        string[] texts = new string[count];
        for (int i = 0; i < count; i++)
        {
            texts[i] = Encoding.UTF8.GetString(utf8[i]);
        }

        return texts;
    }

    private FieldColumns NewColumns(PageReader pages) => new(_source.Path, _tree, pages, _options.MaximumReadBytes, new Lazy<DecoderFactory>(_decoders));

    /// <summary>Sizes of a collection: a projected field that shows its offsets as lengths.</summary>
    private T[] Cardinalities<T>(string field, int id, long first, int count) where T : unmanaged
    {
        long[] offsets = _rows.Offsets(_tree.Columns(id, slot: 0), field, first, count, []);
        T[] sizes = new T[count];
        for (int i = 0; i < count; i++)
        {
            long size = offsets[i + 1] - offsets[i];
            sizes[i] = typeof(T) == typeof(uint) ? (T)(object)checked((uint)size)
                : typeof(T) == typeof(ulong) ? (T)(object)(ulong)size
                : throw _tree.Fault($"field {field} of {typeof(T).Name}", _tree.Field(id).TypeName);
        }

        return sizes;
    }

    /// <summary>A leaf below so many collections and records, and nothing else.</summary>
    private void CheckNesting(string field, int id, int collections)
    {
        FieldRecord leaf = _tree.Field(id);
        IEnumerable<FieldRecord> above = _tree.Upwards(id).Skip(1).Select(_tree.Field);
        bool plain = leaf.Role == FieldRole.Leaf && (leaf.Traits & FieldTraits.Repetitive) == 0
            && above.All(record => record.Role is FieldRole.Collection or FieldRole.Record
                && (record.Traits & FieldTraits.Repetitive) == 0);
        if (!plain || above.Count(record => record.Role == FieldRole.Collection) != collections)
        {
            throw _tree.Fault(
                collections == 0 ? $"field {field} with one value per entry" : $"field {field} with one row of numbers per entry",
                $"type {leaf.TypeName} ({leaf.Role}), or a nesting that is not supported yet");
        }
    }

    private int AllEntries(string field) => EntryCount <= Array.MaxLength
        ? (int)EntryCount
        : throw _tree.Fault($"at most {Array.MaxLength} entries of {field} in one read; read a range", $"{EntryCount}");

    private void CheckRange(long first, int count)
    {
        if (first < 0 || count < 0 || first > EntryCount - count)
        {
            throw new ArgumentOutOfRangeException(nameof(first), $"entries {first} to {first + count} of {EntryCount}");
        }
    }
}
