using Fathom.Root.Compression;
using Fathom.Root.Container;
using Fathom.Root.NTuple;
using Fathom.Root.NTuple.Pages;

namespace Fathom.Root;

/// <summary>Writes a ROOT file (TFile) that holds RNTuples. The file appears under its name only when it is complete.</summary>
public sealed class RootFileWriter : IDisposable
{
    private const int BufferLength = 128 * 1024;

    private readonly string _path;
    private readonly RootWriteOptions _options;
    private readonly FileStream _stream;
    private readonly BlockCompressor _compressor;
    private readonly PageSealer _sealer;
    private readonly ContainerWriter _container;
    private readonly ContentIdentity _identity = new();
    private readonly List<NTupleWriter> _ntuples = [];
    private bool _completed;
    private bool _disposed;

    private RootFileWriter(string path, RootWriteOptions options, long bigFrom)
    {
        _path = path;
        _options = options;
        _compressor = new BlockCompressor(options.Codec, options.Level);
        _sealer = new PageSealer(_compressor);
        _stream = new FileStream(PartPath, FileMode.Create, FileAccess.Write, FileShare.None, BufferLength);
        _container = new ContainerWriter(
            _stream, options.Name ?? Path.GetFileName(path), options.Title, options.Date, _compressor, bigFrom);
        _container.Begin();
    }

    private string PartPath => _path + ".part";

    /// <summary>Starts a file; bytes go to <c>path.part</c> until <see cref="Complete"/>.</summary>
    /// <param name="path">Where the complete file will be; an existing file there is replaced.</param>
    /// <param name="options">How to write; defaults when null.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside of its range.</exception>
    /// <exception cref="DllNotFoundException">Zstd is asked for, and libzstd is not installed.</exception>
    public static RootFileWriter Create(string path, RootWriteOptions? options = null) =>
        Create(path, options ?? new RootWriteOptions(), ContainerWriter.StartBigFile);

    /// <summary>Adds an RNTuple. Several may be filled in turn, in any order.</summary>
    /// <param name="model">Fields; it belongs to this ntuple from now on and takes no more fields.</param>
    /// <exception cref="ArgumentException">It has no fields, belongs to another writer, or its name is taken.</exception>
    public NTupleWriter AddNTuple(NTupleModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        ObjectDisposedException.ThrowIf(_disposed || _completed, this);
        if (model.Frozen || model.Columns.Count == 0 || _ntuples.Exists(known => known.Name == model.Name))
        {
            throw new ArgumentException(
                $"RNTuple {model.Name} needs at least one field, a name of its own in the file, and a model of its own", nameof(model));
        }

        model.Frozen = true;
        NTupleWriter ntuple = new(model, _container, _identity, _compressor, _sealer, _options);
        _ntuples.Add(ntuple);
        return ntuple;
    }

    /// <summary>Writes what is buffered, footers and directory, and moves the file to its name.</summary>
    public void Complete()
    {
        ObjectDisposedException.ThrowIf(_disposed || _completed, this);
        foreach (NTupleWriter ntuple in _ntuples)
        {
            ntuple.Finish();
        }

        _container.Finish(_identity);
        _stream.Dispose();
        File.Move(PartPath, _path, overwrite: true);
        _completed = true;
    }

    /// <summary>Without <see cref="Complete"/> before, leaves no file behind.</summary>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        _ntuples.ForEach(ntuple => ntuple.Close());
        _compressor.Dispose();
        _identity.Dispose();
        if (!_completed)
        {
            Abandon();
        }
    }

    /// <summary>For tests: positions from <paramref name="bigFrom"/> on are written in the form of files above 2 GB.</summary>
    internal static RootFileWriter Create(string path, RootWriteOptions options, long bigFrom)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options.Validate();
        return new RootFileWriter(path, options, bigFrom);
    }

    private void Abandon()
    {
        try
        {
            _stream.Dispose();
        }
        catch (IOException)
        {
            // A full disk refuses the last buffered bytes; the file goes away anyway.
        }

        File.Delete(PartPath);
    }
}
