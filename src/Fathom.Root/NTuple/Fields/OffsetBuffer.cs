using System.Runtime.CompilerServices;
using Fathom.Root.Columns;
using Fathom.Root.NTuple.Pages;

namespace Fathom.Root.NTuple.Fields;

/// <summary>Where the items of collections and the characters of texts end, counted within the cluster.</summary>
/// <param name="encoding">How they are stored.</param>
/// <param name="compressed">Whether the file is compressed.</param>
internal sealed class OffsetBuffer(OffsetEncoding encoding, bool compressed)
{
    private readonly bool _narrow = encoding is OffsetEncoding.Narrow or OffsetEncoding.PlainNarrow or OffsetEncoding.SplitNarrow;
    private long _end;

    internal ColumnBuffer Buffer { get; } = new(encoding switch
    {
        OffsetEncoding.Default => compressed ? ColumnType.SplitIndex64 : ColumnType.Index64,
        OffsetEncoding.Narrow => compressed ? ColumnType.SplitIndex32 : ColumnType.Index32,
        OffsetEncoding.Plain => ColumnType.Index64,
        OffsetEncoding.PlainNarrow => ColumnType.Index32,
        OffsetEncoding.Split => ColumnType.SplitIndex64,
        _ => ColumnType.SplitIndex32,
    });

    internal int Width => _narrow ? sizeof(uint) : sizeof(ulong);

    /// <summary>Ends a row of so many items.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void End(long items)
    {
        _end = Buffer.ClusterElements == 0 ? items : _end + items;
        if (_narrow)
        {
            Buffer.Append(checked((uint)_end));
        }
        else
        {
            Buffer.Append((ulong)_end);
        }
    }

    /// <summary>Ends rows that are cut by offsets.</summary>
    /// <param name="offsets">Shape (rows + 1).</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void EndRows(ReadOnlySpan<long> offsets)
    {
        if (_narrow)
        {
            for (int i = 1; i < offsets.Length; i++)
            {
                End(offsets[i] - offsets[i - 1]);
            }

            return;
        }

        for (int row = 1; row < offsets.Length;)
        {
            long shift = (Buffer.ClusterElements == 0 ? 0 : _end) - offsets[row - 1];
            Span<long> ends = Buffer.Extend<long>(offsets.Length - row);
            RowEnds.Shift(offsets.Slice(row, ends.Length), shift, ends);
            row += ends.Length;
            _end = ends[^1];
        }
    }
}
