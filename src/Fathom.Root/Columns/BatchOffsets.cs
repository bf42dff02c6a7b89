using System.Runtime.CompilerServices;
namespace Fathom.Root.Columns;

/// <summary>Offsets that cut the values of a batch into entries.</summary>
internal static class BatchOffsets
{
    /// <summary>Refuses offsets that fall or go beyond the values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Check(ReadOnlySpan<long> offsets, int values)
    {
        if (offsets.IsEmpty)
        {
            throw new ArgumentException("offsets have one element more than there are entries", nameof(offsets));
        }

        long last = 0;
        foreach (long offset in offsets)
        {
            if (offset < last || offset > values)
            {
                throw new ArgumentException($"offset {offset} after {last}, of {values} values", nameof(offsets));
            }

            last = offset;
        }
    }
}
