using Fathom.Root.Compression;
using Fathom.Root.Container;
using Fathom.Root.NTuple;

namespace Fathom.Root;

/// <summary>Reads a ROOT file (TFile) and the RNTuples in its top folder. For one thread at a time.</summary>
public sealed class RootFileReader : IDisposable
{
    private readonly FileSource _source;
    private readonly BlockDecompressor _decompressor = new();
    private readonly RootReadOptions _options;
    private readonly ContainerReader _container;
    private readonly Dictionary<string, KeyRecord> _ntuples = [];
    private readonly List<string> _names = [];

    private RootFileReader(FileSource source, RootReadOptions options)
    {
        _source = source;
        _options = options;
        _container = new ContainerReader(source);
        foreach (KeyRecord key in _container.Keys.Where(key => key.ClassName == Anchor.ClassName))
        {
            if (!_ntuples.TryGetValue(key.Name, out KeyRecord? known))
            {
                _names.Add(key.Name);
            }

            if (known is null || key.Cycle > known.Cycle)
            {
                _ntuples[key.Name] = key;
            }
        }
    }

    /// <summary>Names of the RNTuples, in the order of the directory.</summary>
    public IReadOnlyList<string> NTupleNames => _names;

    /// <summary>Opens a file and reads its directory.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Limits; defaults when null.</param>
    /// <exception cref="RootFormatException">The file is not a whole ROOT file.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static RootFileReader Open(string path, RootReadOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        FileSource source = new(path);
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

    /// <summary>Opens one RNTuple: reads its header, footer and page lists, no data.</summary>
    /// <param name="name">Its name; the latest cycle is meant.</param>
    /// <exception cref="RootFormatException">It is damaged, or there is none of this name.</exception>
    public NTupleReader OpenNTuple(string name)
    {
        if (!_ntuples.TryGetValue(name, out KeyRecord? key))
        {
            throw new RootFormatException(
                _source.Path, 0, $"an RNTuple {name}", _names.Count > 0 ? string.Join(", ", _names) : "a file without RNTuples");
        }

        Anchor anchor = Anchor.Read(_container.ReadObject(key), _source.Path, key.ObjectPosition);
        return new NTupleReader(name, anchor, _source, _decompressor, _options);
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        _decompressor.Dispose();
        _source.Dispose();
    }
}
