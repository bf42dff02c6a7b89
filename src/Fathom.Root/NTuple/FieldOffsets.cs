using Fathom.Root.Columns;
using Fathom.Root.NTuple.Envelopes;
using Fathom.Root.NTuple.Pages;

namespace Fathom.Root.NTuple;

/// <summary>Offset columns: where the items of collections and the characters of texts end, counted within the cluster.</summary>
internal sealed class FieldOffsets(string path, FieldTree tree, FieldPages pages, long maximumBytes)
{
    /// <summary>A field that shows the sizes of a collection.</summary>
    internal static bool IsCardinality(FieldRecord field) =>
        field.TypeName.StartsWith("ROOT::RNTupleCardinality<", StringComparison.Ordinal);

    /// <summary>Ends the rows of a list.</summary>
    /// <param name="id">The collection.</param>
    /// <param name="range">Cluster and rows.</param>
    /// <param name="total">Rows that the cluster has.</param>
    /// <param name="list">Its rows are ended; the items are still to be added.</param>
    /// <param name="itemTotal">Items that the cluster has, as far as these rows tell.</param>
    /// <returns>Where the items are.</returns>
    internal ClusterRange Read(int id, ClusterRange range, long total, ListColumn list, out long itemTotal)
    {
        long[] ends = Ends(id, range, total);
        int start = list.Items.Count;
        for (int i = 1; i < ends.Length; i++)
        {
            list.EndRowAt(start + (int)(ends[i] - ends[0]));
        }

        itemTotal = ends[^1];
        return new ClusterRange(range.Cluster, ends[0], (int)(ends[^1] - ends[0]));
    }

    internal void ReadTexts(int id, ClusterRange range, long total, TextColumn texts)
    {
        long[] ends = Ends(id, range, total);
        byte[] characters = new byte[ends[^1] - ends[0]];
        pages.Read<byte>(id, 1, new ClusterRange(range.Cluster, ends[0], characters.Length), ends[^1], characters);
        for (int i = 1; i < ends.Length; i++)
        {
            texts.Add(characters.AsSpan((int)(ends[i - 1] - ends[0]), (int)(ends[i] - ends[i - 1])));
        }
    }

    internal void ReadSizes(int id, ClusterRange range, long total, NumberColumn<ulong> sizes)
    {
        long[] ends = Ends(id, range, total);
        for (int i = 1; i < ends.Length; i++)
        {
            sizes.Add((ulong)(ends[i] - ends[i - 1]));
        }
    }

    /// <summary>Where the rows begin and end, shape (rows + 1).</summary>
    private long[] Ends(int id, ClusterRange range, long total)
    {
        long[] ends = new long[range.Count + 1];
        if (range.Count == 0)
        {
            return ends;
        }

        int before = range.First > 0 ? 1 : 0;
        ClusterRange read = range with { First = range.First - before, Count = range.Count + before };
        Span<long> target = ends.AsSpan(1 - before);
        PageFormat format = pages.Format(id, 0, range.Cluster);
        if (!format.Type.IsIndex())
        {
            throw Fault(id, "offsets", $"a column of {format.Type}");
        }

        if (format.Width == sizeof(long))
        {
            pages.Read(id, 0, read, total, target);
        }
        else
        {
            uint[] narrow = new uint[read.Count];
            pages.Read<uint>(id, 0, read, total, narrow);
            for (int i = 0; i < narrow.Length; i++)
            {
                target[i] = narrow[i];
            }
        }

        for (int i = 1; i < ends.Length; i++)
        {
            if (ends[i] < ends[i - 1] || ends[i] - ends[0] > maximumBytes)
            {
                throw Fault(id, $"offsets that do not fall, within {maximumBytes}", $"{ends[i]} after {ends[i - 1]}");
            }
        }

        return ends;
    }

    private RootFormatException Fault(int id, string expected, string found) =>
        new(path, 0, $"{expected} of field {tree.Field(id).Name}", found);
}
