using Fathom.Root.Columns;
using Fathom.Root.Streamers;
using Fathom.Root.Streamers.Decoders;

namespace Fathom.Root.Trees;

/// <summary>Reads consecutive entries of a basket: all at once where their bytes allow it, one by one otherwise.</summary>
internal static class EntryReader
{
    /// <summary>Appends entries.</summary>
    /// <param name="decoder">Reads an entry.</param>
    /// <param name="cursor">Opened at the data of the basket.</param>
    /// <param name="basket">The basket.</param>
    /// <param name="offsets">Where the entries begin, and where the last one ends.</param>
    /// <param name="column">Receives them.</param>
    internal static void Read(Decoder decoder, ByteCursor cursor, Basket basket, ReadOnlySpan<int> offsets, RootColumn column)
    {
        int count = offsets.Length - 1;
        int bytes = offsets[^1] - offsets[0];
        if (decoder.FixedBytes > 0 && (long)decoder.FixedBytes * count == bytes)
        {
            cursor.Select(offsets[0], offsets[^1]);
            decoder.ReadMany(cursor, column, count);
        }
        else if (decoder is SplitMemberDecoder { Item.FixedBytes: > 0 } members)
        {
            if (!basket.HasOffsets && bytes > 0)
            {
                // They could not be generated from a counter, either.
                throw cursor.Fault("offsets of entries that differ in length", "none");
            }

            cursor.Select(offsets[0], offsets[^1]);
            members.ReadRun(cursor, (ListColumn)column, offsets);
        }
        else
        {
            OneByOne(decoder, cursor, basket, offsets, column);
        }
    }

    private static void OneByOne(Decoder decoder, ByteCursor cursor, Basket basket, ReadOnlySpan<int> offsets, RootColumn column)
    {
        if (!basket.HasOffsets && basket.Entries > 0 && basket.Length % basket.Entries != 0)
        {
            throw cursor.Fault($"offsets of {basket.Entries} entries that differ in length", "none");
        }

        for (int i = 0; i + 1 < offsets.Length; i++)
        {
            cursor.Select(offsets[i], offsets[i + 1]);
            decoder.Read(cursor, column);
            if (!cursor.AtEnd)
            {
                throw cursor.Fault($"an entry of {decoder.TypeName} to end here", $"{cursor.Remaining} more bytes");
            }
        }
    }
}
