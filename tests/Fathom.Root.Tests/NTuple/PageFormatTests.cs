using System.Runtime.InteropServices;
using Fathom.Root.NTuple.Pages;

namespace Fathom.Root.Tests.NTuple;

/// <summary>Floats of low precision (specification, "Column Description": Real32Trunc, Real32Quant).</summary>
public sealed class PageFormatTests
{
    [Theory]
    [InlineData(10)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(31)]
    public void A_truncated_float_keeps_its_highest_bits(int bits)
    {
        float[] values = [0f, 1f, -2.5f, 3.14159f, -1e-20f, 7e30f];
        uint[] packed = [.. values.Select(value => BitConverter.SingleToUInt32Bits(value) >> (32 - bits))];
        float[] decoded = Decode(new PageFormat(ColumnType.Real32Truncated, bits, 0, 0), packed, bits);
        Assert.Equal(packed.Select(value => BitConverter.UInt32BitsToSingle(value << (32 - bits))), decoded);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(20)]
    [InlineData(32)]
    public void A_quantised_float_lies_within_its_range_and_reaches_both_ends(int bits)
    {
        uint last = (uint)((1UL << bits) - 1);
        float[] decoded = Decode(new PageFormat(ColumnType.Real32Quantised, bits, -2, 6), [0, last, last / 2], bits);
        Assert.Equal(-2f, decoded[0]);
        Assert.Equal(6f, decoded[1]);
        Assert.Equal(-2 + (8.0 * (last / 2) / last), decoded[2], 1e-6);
    }

    private static float[] Decode(PageFormat format, uint[] packed, int bits)
    {
        byte[] page = new byte[format.StorageBytes(packed.Length)];
        for (int i = 0; i < packed.Length * bits; i++)
        {
            uint bit = (packed[i / bits] >> (i % bits)) & 1;
            page[i >> 3] |= (byte)(bit << (i & 7));
        }

        float[] decoded = new float[packed.Length];
        format.Decode(page, MemoryMarshal.AsBytes(decoded.AsSpan()));
        return decoded;
    }
}
