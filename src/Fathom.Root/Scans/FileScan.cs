using Fathom.Root.NTuple;
using Fathom.Root.Trees;

namespace Fathom.Root.Scans;

/// <summary>Scans all branches of a tree or all fields of an RNTuple from their first to their last entry.</summary>
public static class FileScan
{
    /// <summary>Every branch of a tree, each followed by those below it. One that cannot be read says why.</summary>
    public static IEnumerable<ColumnScan> Of(TreeReader tree)
    {
        ArgumentNullException.ThrowIfNull(tree);
        return tree.AllBranches().Select(branch => branch.Unsupported is string reason
            ? ColumnScan.NotRead(branch.Path, branch.TypeName, branch.EntryCount, reason)
            : Guarded(branch.Path, branch.TypeName, branch.EntryCount, branch.StoredBytes, branch.Read));
    }

    /// <summary>Every field of an RNTuple, each followed by those below it. One that cannot be read says why.</summary>
    public static IEnumerable<ColumnScan> Of(NTupleReader ntuple)
    {
        ArgumentNullException.ThrowIfNull(ntuple);
        return ntuple.FieldPaths.Select(path => ntuple.UnsupportedReason(path) is string reason
            ? ColumnScan.NotRead(path, ntuple.TypeOf(path), ntuple.EntryCount, reason)
            : Guarded(
                path, ntuple.TypeOf(path), ntuple.EntryCount, ntuple.ApproximateBytes(path),
                (first, count, reuse) => ntuple.ReadColumn(path, first, count, reuse)));
    }

    /// <summary>What does not follow the description of its class (it has a streamer of its own, or is damaged) is an outcome, too.</summary>
    private static ColumnScan Guarded(string name, string type, long entries, long bytes, ColumnScan.Reading read)
    {
        try
        {
            return ColumnScan.Of(name, type, entries, bytes, read);
        }
        catch (RootFormatException fault)
        {
            return ColumnScan.NotRead(name, type, entries, fault.Message) with { IsDamaged = !fault.IsOfObject };
        }
    }
}
