using System.Runtime.InteropServices;
using Fathom.Root.NTuple.Envelopes;
using Fathom.Root.NTuple.Pages;

namespace Fathom.Root.NTuple;

/// <summary>Elements of the columns of a field, cluster by cluster; those before a deferred column begins are zero.</summary>
/// <param name="path">The file, for messages.</param>
/// <param name="tree">The fields and their columns.</param>
/// <param name="pages">Reads pages.</param>
internal sealed class FieldPages(string path, FieldTree tree, PageReader pages)
{
    /// <summary>Number of columns of one representation of a field.</summary>
    internal int ColumnCount(int field)
    {
        IReadOnlyList<int> columns = tree.ColumnIds(field);
        return columns.Count(id => tree.Column(id).Representation == tree.Column(columns[0]).Representation);
    }

    /// <summary>The format that a cluster has a column in.</summary>
    internal PageFormat Format(int field, int slot, Cluster cluster) =>
        PageFormat.Of(tree.Column(Choose(field, slot, cluster))) ?? throw Fault(field, "a column type of RNTuple 1.0", "another");

    /// <summary>Reads elements of a cluster.</summary>
    /// <param name="field">The field.</param>
    /// <param name="slot">Which of its columns.</param>
    /// <param name="range">Cluster and elements.</param>
    /// <param name="total">Elements that the cluster should have: a deferred column may have fewer, zeros come first.</param>
    /// <param name="target">Receives the elements in memory form.</param>
    internal void Read<T>(int field, int slot, ClusterRange range, long total, Span<T> target) where T : unmanaged
    {
        if (range.Count == 0)
        {
            return;
        }

        int id = Choose(field, slot, range.Cluster);
        PageFormat format = Format(field, slot, range.Cluster);
        Span<byte> bytes = MemoryMarshal.AsBytes(target);
        ColumnPages? column = id < range.Cluster.Columns.Length ? range.Cluster.Columns[id] : null;
        long missing = tree.Column(id).Deferred ? Math.Max(0, total - (column?.ElementCount ?? 0)) : 0;
        int zeros = (int)Math.Clamp(missing - range.First, 0, range.Count);
        bytes[..(zeros * format.Width)].Clear();
        if (zeros < range.Count)
        {
            ColumnPages present = column ?? throw Fault(field, "pages of a column", "none");
            pages.Read(format, present, range.First + zeros - missing, bytes[(zeros * format.Width)..]);
        }
    }

    private int Choose(int field, int slot, Cluster cluster)
    {
        IReadOnlyList<int> columns = tree.ColumnIds(field);
        int place = -1;
        int representation = -1;
        int absent = -1;
        foreach (int id in columns)
        {
            ColumnRecord column = tree.Column(id);
            place = column.Representation == representation ? place + 1 : 0;
            representation = column.Representation;
            if (place != slot)
            {
                continue;
            }

            if (id < cluster.Columns.Length && !cluster.Columns[id].Suppressed)
            {
                return id;
            }

            absent = id >= cluster.Columns.Length && absent < 0 ? id : absent;
        }

        return absent >= 0 ? absent : throw Fault(field, $"a field with at least {slot + 1} columns that are not suppressed", $"{columns.Count} columns");
    }

    private RootFormatException Fault(int field, string expected, string found) =>
        new(path, 0, $"{expected} in field {tree.Field(field).Name} of type {tree.Field(field).TypeName}", found);
}
