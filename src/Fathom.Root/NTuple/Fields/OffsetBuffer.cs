using System.Runtime.CompilerServices;
using Fathom.Root.NTuple.Pages;

namespace Fathom.Root.NTuple.Fields;

/// <summary>Where the items of collections and the characters of texts end, counted within the cluster.</summary>
/// <param name="narrow">In 32 bits, not 64.</param>
/// <param name="compressed">As differences in byte planes.</param>
internal sealed class OffsetBuffer(bool narrow, bool compressed)
{
    private long _end;

    internal ColumnBuffer Buffer { get; } = new(
        narrow ? compressed ? ColumnType.SplitIndex32 : ColumnType.Index32
        : compressed ? ColumnType.SplitIndex64 : ColumnType.Index64);

    internal int Width => narrow ? sizeof(uint) : sizeof(ulong);

    /// <summary>Ends a row of so many items.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void End(long items)
    {
        _end = Buffer.ClusterElements == 0 ? items : _end + items;
        if (narrow)
        {
            Buffer.Append(checked((uint)_end));
        }
        else
        {
            Buffer.Append((ulong)_end);
        }
    }
}
