using Fathom.Root.Batches;
using Fathom.Root.Compression;
using Fathom.Root.Container;
using Fathom.Root.Objects;
using Fathom.Root.Records;
using Fathom.Root.Streamers;
using Fathom.Root.Streamers.Decoders;

namespace Fathom.Root.Trees;

/// <summary>A TTree of a file: its branches, and their entries column by column. For one thread at a time.</summary>
public sealed class TreeReader
{
    private readonly RootObject _tree;
    private readonly TreeContext _context;
    private readonly FileSource _source;
    private readonly DecoderFactory _factory;

    internal TreeReader(RootObject tree, FileSource source, BlockDecompressor decompressor, DecoderFactory factory, RootReadOptions options, bool ownBaskets = false)
    {
        TreeContext context = new(source, decompressor, new BranchDecoders(factory), new ByteCursor(source.Path), options, ownBaskets);
        _tree = tree;
        _context = context;
        _source = source;
        _factory = factory;
        try
        {
            Name = tree.Members.Text("fName");
            Title = tree.Members.Text("fTitle");
            EntryCount = tree.Members.Integer("fEntries") is >= 0 and long entries ? entries
                : throw context.Fault($"a number of entries of tree {Name}", $"{tree.Members.Integer("fEntries")}");
            Branches = [.. (tree.Members.Object("fBranches")?.Items.OfType<RootObject>() ?? []).Select(branch => new TreeBranch(branch, "", context, 0))];
            FindCounters();
        }
        catch (KeyNotFoundException missing)
        {
            throw new RootFormatException(source.Path, 0, "a tree with the members of TTree and TBranch", missing.Message, missing);
        }
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its title.</summary>
    public string Title { get; }

    /// <summary>Number of entries.</summary>
    public long EntryCount { get; }

    /// <summary>The branches at the top.</summary>
    public IReadOnlyList<TreeBranch> Branches { get; }

    /// <summary>All branches, each followed by those below it.</summary>
    public IEnumerable<TreeBranch> AllBranches() => Branches.SelectMany(branch => branch.AllBranches());

    /// <summary>Chosen branches, batch after batch, read ahead on other threads.</summary>
    /// <param name="paths">Paths of branches, or names where only one branch has them.</param>
    /// <param name="first">The first entry.</param>
    /// <param name="count">How many; all that follow when null.</param>
    /// <param name="options">Size of a batch and number of threads; defaults when null.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tree does not have these entries.</exception>
    /// <exception cref="RootFormatException">There is no such branch, or its type is not supported (when its first batch is asked for).</exception>
    public ColumnStream Stream(IReadOnlyList<string> paths, long first = 0, long? count = null, BatchOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return new ColumnStream(
            new TreeBatches(this), paths, first, count ?? Math.Max(0, EntryCount - first), options ?? new BatchOptions());
    }

    /// <summary>
    /// A record for each entry: <c>tree.Records&lt;Muon&gt;()</c>, where <c>record Muon(float Px, int[] Hits)</c> names branches.
    /// Case does not count where only one branch fits; <see cref="RootColumnAttribute"/> names others.
    /// </summary>
    /// <typeparam name="T">A record, class or struct with a constructor or properties that can be set.</typeparam>
    /// <param name="first">The first entry.</param>
    /// <param name="count">How many; all that follow when null.</param>
    /// <exception cref="RootMappingException">A branch is missing, or does not fit without loss.</exception>
    public IEnumerable<T> Records<T>(long first = 0, long? count = null) => RecordRows.Of<T>(
        [.. AllBranches().Select(branch => branch.Path).Concat(AllBranches().Select(branch => branch.Name)).Distinct().Where(path => Find(path) is not null)],
        path => Get(path).Read(0, 0),
        paths => Stream(paths, first, count));

    private void FindCounters()
    {
        Dictionary<string, TreeBranch> byLeaf = [];
        foreach (TreeBranch branch in AllBranches())
        {
            foreach (string leaf in branch.LeafNames)
            {
                byLeaf.TryAdd(leaf, branch);
            }
        }

        foreach (TreeBranch branch in AllBranches())
        {
            branch.FindCounter(byLeaf);
        }
    }

    /// <summary>A branch that must be there.</summary>
    /// <exception cref="RootFormatException">There is none.</exception>
    internal TreeBranch Get(string path) => Find(path)
        ?? throw _context.Fault($"a branch {path} of tree {Name}", string.Join(", ", Branches.Take(50).Select(branch => branch.Path)));

    /// <summary>The same tree with buffers of its own, for another thread.</summary>
    internal TreeReader OpenAgain() => new(_tree, _source, new BlockDecompressor(), _factory.Again(), _context.Options, ownBaskets: true);

    /// <summary>Gives back what a tree that was opened again holds.</summary>
    internal void Release()
    {
        foreach (TreeBranch branch in Branches)
        {
            branch.Release();
        }

        _context.Decompressor.Dispose();
    }

    /// <summary>A branch by its path, such as <c>Evt/hits/hits.id</c>, or by its name where only one has it.</summary>
    /// <returns>Null where there is none.</returns>
    public TreeBranch? Find(string path)
    {
        List<TreeBranch> all = [.. AllBranches()];
        return all.Find(branch => branch.Path == path) ?? (all.Count(branch => branch.Name == path) == 1 ? all.Find(branch => branch.Name == path) : null);
    }
}
