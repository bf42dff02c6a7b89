using System.Text;
using Fathom.Root.Compression;
using Fathom.Root.Compression.Packing;
using Fathom.Root.Container;
using Fathom.Root.NTuple;
using Fathom.Root.Objects.Histograms;
using Fathom.Root.Streamers.Written;
using Fathom.Root.Trees;

namespace Fathom.Root;

/// <summary>
/// Writes a ROOT file (TFile). The file appears under its name only when it is complete. For one thread at a time; pages
/// are compressed on others, too.
/// </summary>
/// <remarks>
/// A writer that is killed leaves <c>path.part</c>, in which everything up to the last <see cref="Commit"/> reads.
/// </remarks>
public sealed class RootFileWriter : IDisposable
{
    private readonly PartFile? _part;
    private readonly string? _path;
    private readonly FileSink _sink;
    private readonly List<IFileStream> _streams = [];
    private bool _completed;
    private bool _disposed;

    private RootFileWriter(IFileOutput output, PartFile? part, string? path, string name, RootWriteOptions options, long bigFrom)
    {
        _path = path;
        _part = part;
        PagePool pages = PagePool.Of(options.PageBytes);
        BlockCompressor compressor = new(options.Codec, options.Level);
        ContainerWriter container = new(new FileTail(output, pages, name), name, options.Title, options.Date, compressor, bigFrom);
        PackingQueue packing = new(options.Codec, options.Level, options.Threads);
        _sink = new FileSink(container, pages, new ContentIdentity(), packing, new PieceQueue(packing), compressor, options)
        {
            Commit = CommitEnded,
        };
        _sink.Identity.Add(Encoding.UTF8.GetBytes(name));
        _sink.Identity.Add(RootDate.Pack(options.Date));
        container.Begin();
    }

    /// <summary>Starts a file; bytes go to <c>path.part</c> until <see cref="Complete"/>.</summary>
    /// <param name="path">Where the complete file will be; an existing file there is replaced.</param>
    /// <param name="options">How to write; defaults when null.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside of its range.</exception>
    /// <exception cref="DllNotFoundException">The library of the codec is not installed.</exception>
    public static RootFileWriter Create(string path, RootWriteOptions? options = null) =>
        Create(path, options ?? new RootWriteOptions(), ContainerWriter.StartBigFile);

    /// <summary>Adds an RNTuple. Several may be filled in turn, in any order.</summary>
    /// <param name="model">Fields; it belongs to this ntuple from now on and takes no more fields.</param>
    /// <param name="folder">Path of the folder that lists it, made where it is not there; the top when empty.</param>
    /// <exception cref="ArgumentException">It has no fields, belongs to another writer, or its name is taken.</exception>
    public NTupleWriter AddNTuple(NTupleModel model, string folder = "")
    {
        ArgumentNullException.ThrowIfNull(model);
        CheckOpen();
        string above = FolderPath.Checked(folder);
        if (model.Frozen || model.Columns.Count == 0 || _streams.Exists(known => known.Path == above + model.Name))
        {
            throw new ArgumentException(
                $"RNTuple {model.Name} needs at least one field, a name of its own in the file, and a model of its own", nameof(model));
        }

        model.Frozen = true;
        MakeFolder(above);
        NTupleWriter ntuple = new(model, above, _sink);
        _streams.Add(ntuple);
        return ntuple;
    }

    /// <summary>Adds a tree. Several, and RNTuples, may be filled in turn, in any order.</summary>
    /// <param name="model">Branches; it belongs to this tree from now on and takes no more.</param>
    /// <param name="folder">Path of the folder that lists it, made where it is not there; the top when empty.</param>
    /// <exception cref="ArgumentException">It has no branches, belongs to another writer, or its name is taken.</exception>
    public TreeWriter AddTree(TreeModel model, string folder = "")
    {
        ArgumentNullException.ThrowIfNull(model);
        CheckOpen();
        string above = FolderPath.Checked(folder);
        if (model.Frozen || model.Columns.Count == 0 || _streams.Exists(known => known.Path == above + model.Name))
        {
            throw new ArgumentException(
                $"tree {model.Name} needs at least one branch, a name of its own in the file, and a model of its own", nameof(model));
        }

        model.Frozen = true;
        MakeFolder(above);
        TreeWriter tree = new(model, above, _sink);
        _streams.Add(tree);
        return tree;
    }

    /// <summary>Writes a histogram of one or two dimensions (TH1D, TH2D), in place of one of this name.</summary>
    /// <param name="name">Its name in the file, after the folders that list it: <c>monitor/charge</c>.</param>
    /// <param name="histogram">What it holds.</param>
    /// <exception cref="ArgumentException">It has three dimensions, or bins that its axes do not have.</exception>
    public void Write(string name, Histogram histogram) => WriteObject(name, HistogramObjects.Of(FolderPath.Name(name), histogram));

    /// <summary>Writes points (TGraph, or TGraphErrors where they have errors), in place of those of this name.</summary>
    /// <param name="name">Name in the file, after the folders that list it.</param>
    /// <param name="graph">The points.</param>
    public void Write(string name, Graph graph) => WriteObject(name, HistogramObjects.Of(FolderPath.Name(name), graph));

    /// <summary>
    /// Writes what is buffered and makes it readable should the writer be killed from now on. This happens by itself after
    /// <see cref="RootWriteOptions.GroupBytes"/>; often, it makes the file longer.
    /// </summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Commit()
    {
        CheckOpen();
        _sink.Pieces.Drain();
        _sink.Container.CheckWhole();
        foreach (IFileStream stream in _streams)
        {
            stream.EndGroup();
        }

        CommitEnded();
    }

    /// <summary>Writes what is buffered, footers and directory, and moves the file to its name.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Complete()
    {
        Commit();
        _streams.ForEach(stream => stream.Close());
        if (_path is not null)
        {
            _part!.Complete();
            File.Move(PartOf(_path), _path, overwrite: true);
        }

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
        _sink.Pieces.Stop();
        _streams.ForEach(stream => stream.Close());
        _sink.Packing.Dispose();
        _sink.Compressor.Dispose();
        _sink.Identity.Dispose();
        if (!_completed && _path is not null)
        {
            _part!.Dispose();
            File.Delete(PartOf(_path));
        }
    }

    /// <summary>For tests: positions from <paramref name="bigFrom"/> on are written in the form of files above 2 GB.</summary>
    internal static RootFileWriter Create(string path, RootWriteOptions options, long bigFrom)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options.Validate();
        PartFile part = new(PartOf(path), options.Durable);
        try
        {
            return new RootFileWriter(part, part, path, options.Name ?? Path.GetFileName(path), options, bigFrom);
        }
        catch
        {
            part.Dispose();
            File.Delete(PartOf(path));
            throw;
        }
    }

    /// <summary>For tests: a file that is written to where they like.</summary>
    internal static RootFileWriter Create(IFileOutput output, string name, RootWriteOptions options)
    {
        options.Validate();
        return new RootFileWriter(output, part: null, path: null, name, options, ContainerWriter.StartBigFile);
    }

    private static string PartOf(string path) => path + ".part";

    /// <summary>What the streams have put into the file becomes readable.</summary>
    private void CommitEnded()
    {
        _sink.Pieces.Drain();
        foreach (IFileStream stream in _streams)
        {
            stream.WriteObject();
        }

        _sink.Container.Commit(_sink.Identity.Uuid(), keyLength => StreamerInfoRecord.Write(_sink.Classes.Used, keyLength));
    }

    /// <summary>Before what it lists is written: lengths of keys depend on where they lie.</summary>
    private void MakeFolder(string folder)
    {
        _sink.Pieces.Drain();
        _sink.Container.MakeFolder(folder);
    }

    private void WriteObject(string path, WrittenObject value)
    {
        CheckOpen();
        string name = FolderPath.Name(path);
        string folder = FolderPath.Checked(path[..^name.Length]);
        MakeFolder(folder);
        string title = (string?)value.Find("fTitle") ?? "";
        byte[] bytes = new ObjectWriter(_sink.Classes).Write(value, _sink.Container.KeyLength(value.ClassName, name, title));
        _sink.Identity.Add(bytes);
        _sink.Container.WriteObject(folder, value.ClassName, name, title, _sink.Compressor.Pack(bytes), bytes.Length);
    }

    private void CheckOpen() => ObjectDisposedException.ThrowIf(_disposed || _completed, this);
}
