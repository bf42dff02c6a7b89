using Fathom.Root.Streamers;

namespace Fathom.Root.Trees;

/// <summary>A basket that was not full when its tree was written: it stands within the tree, unpacked.</summary>
/// <param name="Entries">Entries in it.</param>
/// <param name="KeyLength">Bytes before the data from which offsets count.</param>
/// <param name="Data">The data.</param>
/// <param name="Offsets">Where each entry begins; null where all are of one length.</param>
internal sealed record EmbeddedBasket(int Entries, int KeyLength, byte[] Data, int[]? Offsets)
{
    private const int GeneratedOffsets = 80;
    private const int DisplacementFrom = 40;
    private const int FlaggedFrom = 20;
    private const int OffsetMask = 0x00FFFFFF;

    internal static EmbeddedBasket Read(ByteCursor cursor)
    {
        _ = cursor.I32();
        bool big = cursor.U16() > 1000;
        _ = cursor.I32();
        _ = cursor.U32();
        int keyLength = cursor.U16();
        _ = cursor.U16();
        _ = cursor.Take(big ? 16 : 8);
        _ = cursor.Text();
        _ = cursor.Text();
        _ = cursor.Text();
        BasketHead head = BasketHead.Read(cursor);
        bool generated = head.Flag >= GeneratedOffsets;
        int flag = generated ? head.Flag - GeneratedOffsets : head.Flag;
        int[]? offsets = !generated && flag != 0 && flag % 10 != 2 ? ReadOffsets(cursor, head, flag) : null;
        byte[] buffer = flag == 1 || flag > 10 ? cursor.Take(head.Last).ToArray() : [];
        byte[] data = buffer.Length > keyLength ? buffer[keyLength..] : [];
        return new EmbeddedBasket(head.Entries, keyLength, data, offsets);
    }

    private static int[] ReadOffsets(ByteCursor cursor, BasketHead head, int flag)
    {
        int[] offsets = [];
        if (head.Entries > 0)
        {
            int count = cursor.Size();
            offsets = new int[count];
            BigEndian.Copy(cursor.Take((int)Math.Min(4L * count, int.MaxValue)), offsets.AsSpan());
        }

        for (int i = 0; i < offsets.Length && flag is > FlaggedFrom and < DisplacementFrom; i++)
        {
            offsets[i] &= OffsetMask;
        }

        if (flag > DisplacementFrom && head.Entries > 0)
        {
            _ = cursor.Take((int)Math.Min(4L * cursor.Size(), int.MaxValue));
        }

        return offsets.Length >= head.Entries ? offsets[..head.Entries]
            : throw cursor.Fault($"offsets of {head.Entries} entries", $"{offsets.Length}");
    }
}
