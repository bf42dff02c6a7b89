using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Fathom.Root.NTuple.Envelopes;
using Fathom.Root.NTuple.Pages;

namespace Fathom.Root.NTuple;

/// <summary>Reads one number per entry, and rows of numbers, out of columns.</summary>
/// <param name="path">The file, for messages.</param>
/// <param name="clusters">The clusters.</param>
/// <param name="pages">Reads their pages.</param>
/// <param name="maximumBytes">Longest result in bytes.</param>
internal sealed class RowReader(string path, ClusterIndex clusters, PageReader pages, long maximumBytes)
{
    /// <summary>One element per entry.</summary>
    internal T[] Elements<T>(ColumnChoice column, string field, long first, int count) where T : unmanaged
    {
        T[] values = Reserve<T>(count, field);
        Read(column, field, clusters.Cut(first, count), values);
        return values;
    }

    /// <summary>Rows of a collection.</summary>
    internal Jagged<T> Rows<T>(ColumnChoice index, ColumnChoice items, string field, long first, int count) where T : unmanaged
    {
        List<ClusterRange> ranges = [];
        long[] offsets = Offsets(index, field, first, count, ranges);
        T[] values = Reserve<T>(offsets[^1], field);
        Read(items, field, ranges, values);
        return new Jagged<T>(offsets, values);
    }

    /// <summary>Offsets of rows, the first row from 0 on, and where their items lie.</summary>
    internal long[] Offsets(ColumnChoice index, string field, long first, int count, List<ClusterRange> items)
    {
        long[] offsets = Reserve<long>(count + 1L, field);
        offsets[0] = 0;
        int row = 0;
        foreach (ClusterRange range in clusters.Cut(first, count))
        {
            int before = range.First > 0 ? 1 : 0;
            long[] ends = Ends(index, field, range.Cluster, range.First - before, range.Count + before);
            long start = before > 0 ? ends[0] : 0;
            long last = start;
            for (int i = before; i < ends.Length; i++)
            {
                if (ends[i] < last)
                {
                    throw new RootFormatException(path, 0, $"offsets of {field} that do not fall", $"{ends[i]} after {last}");
                }

                offsets[row + 1] = offsets[row] + (ends[i] - last);
                last = ends[i];
                row++;
            }

            CheckLength<byte>(last - start, field);
            items.Add(new ClusterRange(range.Cluster, start, (int)(last - start)));
        }

        return offsets;
    }

    private void Read<T>(ColumnChoice column, string field, IEnumerable<ClusterRange> ranges, Span<T> values) where T : unmanaged
    {
        foreach (ClusterRange range in ranges)
        {
            if (range.Count == 0)
            {
                continue;
            }

            ColumnPages found = column.In(range.Cluster, out ColumnType type);
            if (!Holds<T>(type))
            {
                throw new RootFormatException(path, 0, $"field {field} in a column of {typeof(T).Name}", $"a column of {type}");
            }

            pages.Read(type, found, range.First, MemoryMarshal.AsBytes(values[..range.Count]));
            values = values[range.Count..];
        }
    }

    private static bool Holds<T>(ColumnType type) where T : unmanaged =>
        ElementType.Of<T>().Holds(type) || (typeof(T) == typeof(byte) && type == ColumnType.Char);

    private long[] Ends(ColumnChoice index, string field, Cluster cluster, long first, int count)
    {
        ColumnPages column = index.In(cluster, out ColumnType type);
        if (!type.IsIndex())
        {
            throw new RootFormatException(path, 0, $"offsets of {field}", $"a column of {type}");
        }

        long[] ends = new long[count];
        if (type.Width() == sizeof(long))
        {
            pages.Read(type, column, first, MemoryMarshal.AsBytes(ends.AsSpan()));
            return ends;
        }

        uint[] narrow = new uint[count];
        pages.Read(type, column, first, MemoryMarshal.AsBytes(narrow.AsSpan()));
        for (int i = 0; i < count; i++)
        {
            ends[i] = narrow[i];
        }

        return ends;
    }

    private T[] Reserve<T>(long count, string field) where T : unmanaged
    {
        CheckLength<T>(count, field);
        return GC.AllocateUninitializedArray<T>((int)count);
    }

    private void CheckLength<T>(long count, string field) where T : unmanaged
    {
        if (count > Array.MaxLength || count * Unsafe.SizeOf<T>() > maximumBytes)
        {
            throw new RootFormatException(
                path, 0, $"at most {maximumBytes} bytes of {field} in one read; read a range of entries", $"{count} values");
        }
    }
}
