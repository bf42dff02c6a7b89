using Fathom.Root.Columns;
using Fathom.Root.Container;
using Fathom.Root.Streamers.Written;
using Fathom.Root.Trees.Writing;

namespace Fathom.Root.Trees;

/// <summary>Takes the entries of one tree. For one thread at a time, as the file is.</summary>
public sealed class TreeWriter : IFileStream
{
    private const string ClassName = "TTree";
    private const int SmallestBasket = 8192;

    /// <summary>Baskets that are not full, of all branches together.</summary>
    private const int OpenBytes = 64 * 1024 * 1024;

    private readonly TreeModel _model;
    private readonly string _folder;
    private readonly TreeColumn[] _columns;
    private readonly FileSink _sink;
    private long _groupStart;
    private bool _filling;
    private bool _closed;
    private bool _ended;
    private bool _listed;

    internal TreeWriter(TreeModel model, string folder, FileSink sink)
    {
        _model = model;
        _folder = folder;
        _columns = [.. model.Columns];
        _sink = sink;
        int branches = _columns.Sum(column => column.BranchNames.Count());
        int basketBytes = Math.Clamp(OpenBytes / branches, Math.Min(SmallestBasket, sink.Options.PageBytes), sink.Options.PageBytes);
        foreach (TreeColumn column in _columns)
        {
            column.Open(sink, model.Name, basketBytes);
        }
    }

    /// <summary>Name of the tree.</summary>
    public string Name => _model.Name;

    string IFileStream.Path => _folder + Name;

    /// <summary>Entries filled so far.</summary>
    public long EntryCount { get; private set; }

    private long Bytes
    {
        get
        {
            long bytes = 0;
            foreach (TreeColumn column in _columns)
            {
                bytes += column.Bytes;
            }

            return bytes;
        }
    }

    /// <summary>Appends one entry with the current values of the model's columns.</summary>
    /// <exception cref="InvalidOperationException">The file is complete or closed, or an entry before could not be filled.</exception>
    public void Fill()
    {
        CheckCounts(batch: false);
        BeginFilling();
        foreach (TreeColumn column in _columns)
        {
            column.Fill();
        }

        EndFilling(1);
    }

    /// <summary>Appends entries whose values were set as batches, all of this many entries.</summary>
    /// <exception cref="InvalidOperationException">A column has not this many, or other counts than it shares; or as <see cref="Fill()"/>.</exception>
    public void Fill(int entries)
    {
        foreach (TreeColumn column in _columns)
        {
            if (column.BatchCount != entries)
            {
                throw new InvalidOperationException($"branch {column.Name} has a batch of {Math.Max(0, column.BatchCount)} entries, not {entries}");
            }
        }

        CheckCounts(batch: true);
        BeginFilling();
        foreach (TreeColumn column in _columns)
        {
            column.FillBatch();
        }

        EndFilling(entries);
    }

    /// <summary>Appends rows of columns that a reader gave, one for each branch.</summary>
    internal void Fill(IReadOnlyList<RootColumn> rows, int entries)
    {
        BeginFilling();
        for (int i = 0; i < _columns.Length; i++)
        {
            _columns[i].FillRows(rows[i]);
        }

        EndFilling(entries);
    }

    /// <summary>Takes no more entries.</summary>
    void IFileStream.Close() => _closed = true;

    /// <summary>Puts all entries into baskets.</summary>
    void IFileStream.EndGroup()
    {
        CheckWhole();
        foreach (TreeColumn column in _columns)
        {
            column.Flush();
        }

        _groupStart = Bytes;
        _ended = true;
    }

    /// <summary>Writes the tree, unless entries came since the last group ended, or none came since the last object.</summary>
    void IFileStream.WriteObject()
    {
        if (_listed || !_ended)
        {
            return;
        }

        List<(WrittenObject Branch, WrittenObject Leaf)> branches = [.. _columns.SelectMany(column => column.Describe(_sink.Compressor.Settings))];
        WrittenObject tree = BranchObjects.Tree(
            Name, _model.Title, EntryCount, [.. branches.Select(pair => pair.Branch)], [.. branches.Select(pair => pair.Leaf)],
            _columns.Sum(column => column.BasketBytes.Unpacked), _columns.Sum(column => column.BasketBytes.Stored));
        byte[] bytes = new ObjectWriter(_sink.Classes).Write(tree, _sink.Container.KeyLength(ClassName, Name, _model.Title));
        _sink.Container.WriteObject(_folder, ClassName, Name, _model.Title, _sink.Compressor.Pack(bytes), bytes.Length);
        _listed = true;
    }

    private void CheckCounts(bool batch)
    {
        foreach (TreeColumn column in _columns)
        {
            column.CheckCounts(batch);
        }
    }

    private void BeginFilling()
    {
        CheckWhole();
        if (_closed)
        {
            throw new InvalidOperationException($"tree {Name} is closed: it takes no more entries");
        }

        // Until all branches have taken the entry, they are not of one length: what fails between cannot be mended.
        _filling = true;
    }

    private void EndFilling(int entries)
    {
        EntryCount += entries;
        _filling = false;
        _listed = false;
        _ended = false;
        if (Bytes - _groupStart >= _sink.Options.GroupBytes)
        {
            ((IFileStream)this).EndGroup();
            _sink.Commit();
        }
    }

    private void CheckWhole()
    {
        if (_filling)
        {
            throw new InvalidOperationException($"an entry of tree {Name} could not be filled: the file cannot be completed");
        }
    }
}
