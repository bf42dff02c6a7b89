using Fathom.Root.Columns;
using Fathom.Root.Container;
using Fathom.Root.NTuple;
using Fathom.Root.Streamers.Written;
using Fathom.Root.Trees.Writing;

namespace Fathom.Root.Trees;

/// <summary>A branch of a tree to be written, and the value of the entry to be filled next, or those of a batch of entries.</summary>
public abstract class TreeColumn
{
    private protected TreeColumn(string name) => Name = Checked(name);

    /// <summary>Name of the branch.</summary>
    public string Name { get; }

    /// <summary>Names of all its branches: those of counters, too.</summary>
    internal virtual IEnumerable<string> BranchNames => [Name];

    /// <summary>Entries of the batch that was set; −1 where none was.</summary>
    internal abstract int BatchCount { get; }

    /// <summary>Bytes appended so far.</summary>
    internal abstract long Bytes { get; }

    /// <summary>The branch of counts that its leaf refers to; null where there is none.</summary>
    internal virtual TreeCounter? Counter => null;

    /// <summary>Where the values of the entries to be filled next end, those of one entry or of a batch: shape (entries + 1).</summary>
    internal virtual ReadOnlySpan<long> Ends(bool batch) => default;

    /// <summary>Refuses entries of other lengths than the counter that is shared will say; before anything is filled.</summary>
    /// <exception cref="InvalidOperationException">They are.</exception>
    internal virtual void CheckCounts(bool batch)
    {
    }

    internal abstract void Open(FileSink sink, string tree, int basketBytes);

    /// <summary>Appends the current value.</summary>
    internal abstract void Fill();

    /// <summary>Appends the batch, and lets it go.</summary>
    internal abstract void FillBatch();

    /// <summary>Appends rows of a column that a reader gave.</summary>
    internal abstract void FillRows(RootColumn rows);

    /// <summary>Puts everything into baskets.</summary>
    internal abstract void Flush();

    /// <summary>The branches as objects, each with its leaf.</summary>
    internal abstract IEnumerable<(WrittenObject Branch, WrittenObject Leaf)> Describe(uint compression);

    /// <summary>Bytes of the baskets in the file.</summary>
    internal abstract (long Unpacked, long Stored) BasketBytes { get; }

    /// <summary>Offsets of a list column, as batches have them.</summary>
    private protected static long[] Offsets(ListColumn rows)
    {
        long[] offsets = new long[rows.Offsets.Length];
        for (int i = 0; i < offsets.Length; i++)
        {
            offsets[i] = rows.Offsets[i];
        }

        return offsets;
    }

    private static string Checked(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return name.Length <= NTupleNaming.Longest && name.AsSpan().IndexOfAny("/[]") < 0 && !name.Any(char.IsControl) ? name
            : throw new ArgumentException($"\"{name}\" is no name of a branch: slashes, brackets and control characters are excluded", nameof(name));
    }
}
