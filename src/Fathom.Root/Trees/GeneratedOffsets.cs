using Fathom.Root.Columns;
using Fathom.Root.Streamers.Decoders;

namespace Fathom.Root.Trees;

/// <summary>Offsets of entries that a file leaves out, from the counts of their items (TLeaf::GenerateOffsetArray).</summary>
internal static class GeneratedOffsets
{
    /// <summary>Fills the offsets of a basket.</summary>
    /// <param name="counts">Items of each of its entries.</param>
    /// <param name="itemBytes">Bytes of an item.</param>
    /// <param name="basket">The basket.</param>
    /// <returns>False where the items are not as many as the basket has bytes for.</returns>
    internal static bool Fill(RootColumn counts, int itemBytes, Basket basket)
    {
        Span<int> offsets = basket.OffsetRoom;
        long at = 0;
        for (int i = 0; i + 1 < offsets.Length; i++)
        {
            offsets[i] = (int)at;
            at += Math.Clamp(Counts.At(counts, i) ?? long.MaxValue, -1, int.MaxValue) * itemBytes;
            if (at < offsets[i] || at > basket.Length)
            {
                return false;
            }
        }

        offsets[^1] = (int)at;
        basket.HaveOffsets();
        return at == basket.Length;
    }
}
