namespace Fathom.Database.Log;

/// <summary>Unsigned LEB128: seven bits a byte, the lowest first; the high bit says that more follow.</summary>
internal static class Varint
{
    /// <summary>Bytes of the longest 64-bit number.</summary>
    public const int Longest = 10;

    /// <summary>Writes a number; returns its length in bytes.</summary>
    public static int Write(Span<byte> to, ulong value)
    {
        int length = 0;
        while (value >= 0x80)
        {
            to[length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        to[length++] = (byte)value;
        return length;
    }

    /// <summary>Reads a number and moves on; false where the bytes end within it or it is longer than 64 bits.</summary>
    public static bool TryRead(ReadOnlySpan<byte> from, ref int position, out ulong value)
    {
        value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            if (position >= from.Length)
            {
                return false;
            }

            byte next = from[position++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return true;
            }
        }

        return false;
    }
}
