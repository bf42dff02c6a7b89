using Fathom.Root.Compression;
using Fathom.Root.Container;
using Fathom.Root.Objects;
using Fathom.Root.Streamers;
using Fathom.Root.Streamers.Decoders;

namespace Fathom.Root.Trees;

/// <summary>A TTree of a file: its branches, and their entries column by column. For one thread at a time.</summary>
public sealed class TreeReader
{
    internal TreeReader(RootObject tree, FileSource source, BlockDecompressor decompressor, DecoderFactory factory, RootReadOptions options)
    {
        TreeContext context = new(
            source.Path, new BranchDecoders(factory), new BasketReader(source, decompressor, options.MaximumObjectBytes), new ByteCursor(source.Path), options);
        try
        {
            Name = tree.Members.Text("fName");
            Title = tree.Members.Text("fTitle");
            EntryCount = tree.Members.Integer("fEntries");
            Branches = [.. (tree.Members.Object("fBranches")?.Items.OfType<RootObject>() ?? []).Select(branch => new TreeBranch(branch, "", context, 0))];
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

    /// <summary>A branch by its path, such as <c>Evt/hits/hits.id</c>, or by its name where only one has it.</summary>
    /// <returns>Null where there is none.</returns>
    public TreeBranch? Find(string path)
    {
        List<TreeBranch> all = [.. AllBranches()];
        return all.Find(branch => branch.Path == path) ?? (all.Count(branch => branch.Name == path) == 1 ? all.Find(branch => branch.Name == path) : null);
    }
}
