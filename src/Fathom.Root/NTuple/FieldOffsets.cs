using System.Buffers;
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
        long[] rented = Ends(id, range, total);
        ReadOnlySpan<long> ends = rented.AsSpan(0, range.Count + 1);
        RowEnds.Shift(ends[1..], list.Items.Count - ends[0], list.EndRowsAt(range.Count));
        itemTotal = ends[^1];
        ClusterRange items = new(range.Cluster, ends[0], (int)(ends[^1] - ends[0]));
        ArrayPool<long>.Shared.Return(rented);
        return items;
    }

    internal void ReadTexts(int id, ClusterRange range, long total, TextColumn texts)
    {
        long[] rented = ReadBytes(id, range, total, out byte[] characters);
        ReadOnlySpan<long> ends = rented.AsSpan(0, range.Count + 1);
        for (int i = 1; i < ends.Length; i++)
        {
            texts.Add(characters.AsSpan((int)(ends[i - 1] - ends[0]), (int)(ends[i] - ends[i - 1])));
        }

        ArrayPool<byte>.Shared.Return(characters);
        ArrayPool<long>.Shared.Return(rented);
    }

    /// <summary>Bytes of rows, and where the rows begin and end; the caller gives both arrays back to their pools.</summary>
    internal long[] ReadBytes(int id, ClusterRange range, long total, out byte[] bytes)
    {
        long[] rented = Ends(id, range, total);
        long first = rented[0];
        long last = rented[range.Count];
        bytes = ArrayPool<byte>.Shared.Rent((int)(last - first));
        pages.Read(id, 1, new ClusterRange(range.Cluster, first, (int)(last - first)), last, bytes.AsSpan(0, (int)(last - first)));
        return rented;
    }

    internal void ReadSizes(int id, ClusterRange range, long total, NumberColumn<ulong> sizes)
    {
        long[] ends = Ends(id, range, total);
        Span<ulong> target = sizes.Extend(range.Count);
        for (int i = 0; i < target.Length; i++)
        {
            target[i] = (ulong)(ends[i + 1] - ends[i]);
        }

        ArrayPool<long>.Shared.Return(ends);
    }

    /// <summary>Where the rows begin and end, in the first (rows + 1) of an array that the caller gives back to the pool.</summary>
    private long[] Ends(int id, ClusterRange range, long total)
    {
        long[] rented = ArrayPool<long>.Shared.Rent(range.Count + 1);
        Span<long> ends = rented.AsSpan(0, range.Count + 1);
        ends[0] = 0;
        if (range.Count == 0)
        {
            return rented;
        }

        int before = range.First > 0 ? 1 : 0;
        ClusterRange read = range with { First = range.First - before, Count = range.Count + before };
        Span<long> target = ends[(1 - before)..];
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
            uint[] narrow = ArrayPool<uint>.Shared.Rent(read.Count);
            pages.Read(id, 0, read, total, narrow.AsSpan(0, read.Count));
            for (int i = 0; i < target.Length; i++)
            {
                target[i] = narrow[i];
            }

            ArrayPool<uint>.Shared.Return(narrow);
        }

        Check(id, ends);
        return rented;
    }

    private void Check(int id, ReadOnlySpan<long> ends)
    {
        if (!RowEnds.Rise<long>(ends) || ends[0] < 0 || ends[^1] - ends[0] > maximumBytes)
        {
            throw Fault(id, $"offsets that do not fall, within {maximumBytes}", $"{ends[0]} to {ends[^1]}");
        }
    }

    private RootFormatException Fault(int id, string expected, string found) =>
        new(path, 0, $"{expected} of field {tree.Field(id).Name}", found);
}
