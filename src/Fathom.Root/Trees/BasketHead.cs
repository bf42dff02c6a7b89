using Fathom.Root.Streamers;

namespace Fathom.Root.Trees;

/// <summary>What TBasket adds to its key (TBasket::Streamer).</summary>
/// <param name="Entries">Entries in the basket.</param>
/// <param name="Last">End of the data, counted from the begin of the key.</param>
/// <param name="Flag">Which of offsets and data follow, in a basket within its tree.</param>
internal readonly record struct BasketHead(int Entries, int Last, int Flag)
{
    internal static BasketHead Read(ByteCursor cursor)
    {
        _ = cursor.U16();
        _ = cursor.I32();
        if (cursor.I32() < 0)
        {
            // A negative size announces one byte of I/O features.
            _ = cursor.U8();
        }

        int entries = cursor.I32();
        int last = cursor.I32();
        int flag = cursor.U8();
        return entries >= 0 && last >= 0 ? new BasketHead(entries, last, flag) : throw cursor.Fault("a basket", $"{entries} entries, end {last}");
    }
}
