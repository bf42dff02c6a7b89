using Fathom.Root.Columns;

namespace Fathom.Root.Streamers.Decoders;

/// <summary>Counters of arrays: whole numbers of any width.</summary>
internal static class Counts
{
    /// <summary>The counter of a row; null where there is none.</summary>
    internal static long? At(RootColumn column, int row) => row >= column.Count ? null : column switch
    {
        NumberColumn<int> counts => counts.Values[row],
        NumberColumn<uint> counts => counts.Values[row],
        NumberColumn<short> counts => counts.Values[row],
        NumberColumn<ushort> counts => counts.Values[row],
        NumberColumn<long> counts => counts.Values[row],
        NumberColumn<ulong> counts => (long)Math.Min(counts.Values[row], long.MaxValue),
        NumberColumn<byte> counts => counts.Values[row],
        NumberColumn<sbyte> counts => counts.Values[row],
        _ => null,
    };
}
