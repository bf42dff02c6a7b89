using Fathom.Root.Compression;
using Fathom.Root.Container;
using Fathom.Root.NTuple;
using Fathom.Root.Objects;
using Fathom.Root.Sources;
using Fathom.Root.Streamers;
using Fathom.Root.Streamers.Custom;
using Fathom.Root.Streamers.Decoders;
using Fathom.Root.Trees;

namespace Fathom.Root;

/// <summary>Reads a ROOT file (TFile): its folders, trees, RNTuples and objects. For one thread at a time.</summary>
public sealed class RootFileReader : IDisposable
{
    private readonly FileSource _source;
    private readonly BlockDecompressor _decompressor = new();
    private readonly RootReadOptions _options;
    private readonly ClassStreamers _streamers;
    private readonly ContainerReader _container;
    private readonly List<string> _names = [];
    private DecoderFactory? _factory;

    private RootFileReader(FileSource source, RootReadOptions options)
    {
        _source = source;
        _options = options;
        _streamers = new ClassStreamers(options.Streamers);
        _container = new ContainerReader(source, options);
        foreach (RootKey key in Top.AllKeys().Where(key => key.ClassName == Anchor.ClassName))
        {
            string name = key.Folder + key.Name;
            if (!_names.Contains(name))
            {
                _names.Add(name);
            }
        }
    }

    /// <summary>Names of the RNTuples, with the folders above them, in the order of the file.</summary>
    public IReadOnlyList<string> NTupleNames => _names;

    /// <summary>The top folder.</summary>
    public RootFolder Top => _container.Top;

    /// <summary>Reads the descriptions of classes, which else happens when the first object needs one.</summary>
    /// <exception cref="RootFormatException">They are damaged.</exception>
    internal void ReadDescriptions() => _ = Factory;

    private DecoderFactory Factory => _factory ??= new DecoderFactory(new StreamerCatalog(ReadInfos()), _source.Path, _streamers);

    /// <summary>Opens a file and reads its folders.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Limits; defaults when null.</param>
    /// <exception cref="RootFormatException">The file is not a whole ROOT file.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static RootFileReader Open(string path, RootReadOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Open(new FileSource(path, options?.MemoryMap ?? false), options);
    }

    /// <summary>Opens a file on a web server, of which only those ranges are asked for that are needed.</summary>
    /// <param name="uri">The file.</param>
    /// <param name="client">Asks for it, and stays open; what it sends along (credentials, say) is up to it.</param>
    /// <param name="http">Limits of asking; defaults when null.</param>
    /// <param name="options">Limits of reading; defaults when null.</param>
    /// <exception cref="HttpReadException">The server cannot be reached, refuses, answers no ranges, or the file changed (then and later).</exception>
    /// <exception cref="RootFormatException">The file is not a whole ROOT file.</exception>
    public static RootFileReader Open(Uri uri, HttpClient client, HttpReadOptions? http = null, RootReadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(uri);
        ArgumentNullException.ThrowIfNull(client);
        return Open(new FileSource(new HttpRanges(client, uri, http ?? new HttpReadOptions()), uri.GetLeftPart(UriPartial.Path)), options);
    }

    /// <summary>Opens a file in a stream, which can be positioned and stays open.</summary>
    /// <param name="stream">The bytes of the file.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="options">Limits; defaults when null.</param>
    /// <exception cref="RootFormatException">It is not a whole ROOT file.</exception>
    public static RootFileReader Open(Stream stream, string name, RootReadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Open(new FileSource(stream, name), options);
    }

    /// <summary>Opens one RNTuple: reads its header, footer and page lists, no data.</summary>
    /// <param name="name">Its name, with the folders above it; the latest cycle is meant unless <c>;cycle</c> follows.</param>
    /// <exception cref="RootFormatException">It is damaged, or there is none of this name.</exception>
    public NTupleReader OpenNTuple(string name)
    {
        if (Top.Find(name) is not RootKey { ClassName: Anchor.ClassName } key)
        {
            throw new RootFormatException(
                _source.Path, 0, $"an RNTuple {name}", _names.Count > 0 ? string.Join(", ", _names) : "a file without RNTuples");
        }

        Anchor anchor = Anchor.Read(_container.ReadObject(key.Record), _source.Path, key.Record.ObjectPosition);
        return new NTupleReader(key.Name, anchor, _source, _decompressor, _options, () => Factory);
    }

    /// <summary>Opens one tree: reads its branches, no entries.</summary>
    /// <param name="path">Its name, with the folders above it; the latest cycle is meant unless <c>;cycle</c> follows.</param>
    /// <exception cref="RootFormatException">It is damaged, or there is none of this name.</exception>
    public TreeReader OpenTree(string path)
    {
        RootObject tree = ReadObject(path);
        return tree.Members.Has("fBranches")
            ? new TreeReader(tree, _source, _decompressor, Factory, _options)
            : throw new RootFormatException(_source.Path, 0, $"a tree {path}", $"an object of class {tree.ClassName}");
    }

    /// <summary>Reads one object by the description that the file gives of its class.</summary>
    /// <param name="path">Its name, with the folders above it; the latest cycle is meant unless <c>;cycle</c> follows.</param>
    /// <exception cref="RootFormatException">It is damaged, its class is not described, or there is none of this name.</exception>
    public RootObject ReadObject(string path)
    {
        RootKey key = Top.Find(path) ?? throw new RootFormatException(
            _source.Path, 0, $"an object {path}", $"{string.Join(", ", Top.Keys.Take(20).Select(known => known.Path))}");
        ByteCursor cursor = new(_source.Path);
        byte[] bytes = _container.ReadObject(key.Record);
        cursor.Open(bytes, bytes.Length, key.Record.ObjectPosition, key.Record.KeyLength);
        return Factory.Objects.Read(cursor, key.ClassName);
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        _decompressor.Dispose();
        _source.Dispose();
    }

    private static RootFileReader Open(FileSource source, RootReadOptions? options)
    {
        try
        {
            return new RootFileReader(source, options ?? new RootReadOptions());
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    private List<StreamerInfo> ReadInfos()
    {
        if (_container.InfoKey() is not KeyRecord key)
        {
            return [];
        }

        ByteCursor cursor = new(_source.Path);
        byte[] bytes = _container.ReadObject(key);
        cursor.Open(bytes, bytes.Length, key.ObjectPosition, key.KeyLength);
        return new StreamerInfoReader(cursor).ReadList();
    }
}
