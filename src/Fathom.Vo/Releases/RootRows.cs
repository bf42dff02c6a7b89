using Fathom.Root;
using Fathom.Root.Columns;
using Fathom.Root.NTuple;
using Fathom.Root.Trees;
using Fathom.Vo.Tables;
using Fathom.Vo.Tables.Reading;

namespace Fathom.Vo.Releases;

/// <summary>The flat columns of a tree or an RNTuple of a ROOT file: one number or text an entry. Lists and records are left out.</summary>
public sealed class RootRows : IRowSource
{
    private readonly RootFileReader _file;
    private readonly IEnumerator<Root.Batches.ColumnBatch> _stream;
    private readonly RootCells[] _cells;
    private readonly ColumnBatch[] _batches;

    private RootRows(RootFileReader file, IReadOnlyList<(string Path, string Name, RootCells Cells)> columns, Func<IReadOnlyList<string>, IEnumerable<Root.Batches.ColumnBatch>> read)
    {
        _file = file;
        _cells = [.. columns.Select(column => column.Cells)];
        _batches = [.. _cells.Select(cells => cells.Batch)];
        Columns = [.. columns.Select(column => new ColumnDescription(column.Name, column.Cells.Type) { ArraySize = column.Cells.Type == VoType.Char ? "*" : null })];
        _stream = read([.. columns.Select(column => column.Path)]).GetEnumerator();
    }

    /// <inheritdoc/>
    public IReadOnlyList<ColumnDescription> Columns { get; }

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">The tree or RNTuple; null: the only one.</param>
    /// <exception cref="TableFormatException">There is none of that name, several, or one without flat columns.</exception>
    /// <exception cref="RootFormatException">The file is damaged.</exception>
    public static RootRows Open(string path, string? name)
    {
        RootFileReader file = RootFileReader.Open(path);
        try
        {
            RootKey[] all = [.. file.Top.AllKeys().Where(key => key.IsColumnar).GroupBy(key => key.Folder + key.Name).Select(cycles => cycles.MaxBy(key => key.Cycle)!)];
            RootKey[] found = [.. all.Where(key => name is null || key.Name == name || key.Folder + key.Name == name || key.Path == name)];
            return found.Length == 1 ? Open(file, found[0])
                : throw new TableFormatException($"expected {(name is null ? "one tree or RNTuple; name one as FILE#OBJECT" : $"a tree or an RNTuple '{name}'")}; there are {string.Join(", ", all.Select(key => key.Folder + key.Name))}.");
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ColumnBatch>?> NextAsync(CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        if (!_stream.MoveNext())
        {
            return ValueTask.FromResult<IReadOnlyList<ColumnBatch>?>(null);
        }

        for (int i = 0; i < _cells.Length; i++)
        {
            _cells[i].Fill(_stream.Current[i]);
        }

        return ValueTask.FromResult<IReadOnlyList<ColumnBatch>?>(_batches);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _stream.Dispose();
        _file.Dispose();
        return ValueTask.CompletedTask;
    }

    private static RootRows Open(RootFileReader file, RootKey key)
    {
        if (key.ClassName == "ROOT::RNTuple")
        {
            NTupleReader ntuple = file.OpenNTuple(key.Path);
            string[] fields = [.. ntuple.FieldPaths.Where(path => !path.Contains('.', StringComparison.Ordinal) && ntuple.UnsupportedReason(path) is null)];
            return Of(file, key, fields.Select(path => (path, path, Probe(ntuple.EntryCount, count => ntuple.ReadColumn(path, 0, count)))), paths => ntuple.Stream(paths));
        }

        TreeReader tree = file.OpenTree(key.Path);
        TreeBranch[] branches = [.. tree.AllBranches().Where(branch => branch.Branches.Count == 0 && branch.Unsupported is null)];
        return Of(file, key, branches.Select(branch => (branch.Path, branch.Name, Probe(branch.EntryCount, count => branch.Read(0, count)))), paths => tree.Stream(paths));
    }

    private static RootRows Of(
        RootFileReader file, RootKey key, IEnumerable<(string Path, string Name, RootCells? Cells)> columns, Func<IReadOnlyList<string>, IEnumerable<Root.Batches.ColumnBatch>> read)
    {
        (string Path, string Name, RootCells Cells)[] flat = [.. columns.Where(column => column.Cells is not null).Select(column => (column.Path, column.Name, column.Cells!))];
        return flat.Length > 0 ? new RootRows(file, flat, read) : throw new TableFormatException($"{key.Path} has no column with one number or text an entry.");
    }

    // What an entry is, the first one tells.
    private static RootCells? Probe(long entries, Func<int, RootColumn> read) => RootCells.For(read((int)Math.Min(entries, 1)));
}
