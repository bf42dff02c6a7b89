namespace Fathom.Root.Columns;

/// <summary>Offsets that cut the values of a batch into entries.</summary>
internal static class BatchOffsets
{
    /// <summary>Refuses offsets that fall or go beyond the values.</summary>
    internal static void Check(ReadOnlySpan<long> offsets, int values)
    {
        if (offsets.IsEmpty)
        {
            throw new ArgumentException("offsets have one element more than there are entries", nameof(offsets));
        }

        if (offsets[0] >= 0 && offsets[^1] <= values && RowEnds.Rise(offsets))
        {
            return;
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
