using System.Text;
using Fathom.Storage.Checksums;
using FsCheck;
using FsCheck.Fluent;

namespace Fathom.Storage.Tests.Checksums;

public sealed class Adler32Tests
{
    [Theory]
    [InlineData("", 0x00000001u)]
    [InlineData("a", 0x00620062u)]
    [InlineData("abc", 0x024d0127u)]
    [InlineData("message digest", 0x29750586u)]
    [InlineData("abcdefghijklmnopqrstuvwxyz", 0x90860b20u)]
    [InlineData("Wikipedia", 0x11e60398u)]
    public void Known_texts_have_their_published_checksums(string text, uint expected) =>
        Assert.Equal(expected, Adler32.Of(Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void A_megabyte_of_ones_bits_has_the_checksum_of_the_definition()
    {
        var bytes = new byte[1 << 20];
        bytes.AsSpan().Fill(0xff); // the largest sums there can be between two reductions
        Assert.Equal(Definition(bytes), Adler32.Of(bytes));
    }

    [Fact]
    public void Every_length_around_the_block_and_reduction_sizes_agrees_with_the_definition()
    {
        var random = new System.Random(1);
        var bytes = new byte[5536 * 2 + 70];
        random.NextBytes(bytes);
        foreach (var length in Enumerable.Range(0, 100).Concat(Enumerable.Range(5500, 80)).Concat(Enumerable.Range((5536 * 2) - 3, 70)))
        {
            Assert.Equal(Definition(bytes.AsSpan(0, length)), Adler32.Of(bytes.AsSpan(0, length)));
        }
    }

    [Fact]
    public void Any_division_into_pieces_gives_the_checksum_of_the_whole() => Prop.ForAll<byte[][]>(pieces =>
    {
        var adler = new Adler32();
        foreach (var piece in pieces)
        {
            adler.Append(piece);
        }
        return adler.Value == Definition(pieces.SelectMany(piece => piece).ToArray());
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Both_vector_widths_agree_with_the_scalar_kernel() => Prop.ForAll<byte[], ushort>((piece, start) =>
    {
        var bytes = Enumerable.Repeat(piece, 40).SelectMany(b => b).Take(5536).ToArray();
        uint a0 = start % 65521u, b0 = (start * 7u) % 65521u, a32 = a0, b32 = b0, a16 = a0, b16 = b0;
        Adler32.AddScalar(bytes, ref a0, ref b0);
        Adler32.AddScalar(bytes.AsSpan(Adler32.AddBy32(bytes, ref a32, ref b32)), ref a32, ref b32);
        Adler32.AddScalar(bytes.AsSpan(Adler32.AddBy16(bytes, ref a16, ref b16)), ref a16, ref b16);
        return a0 == a32 && a0 == a16 && b0 % 65521 == b32 % 65521 && b0 % 65521 == b16 % 65521;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_text_is_eight_lower_case_hexadecimal_digits()
    {
        Assert.Equal("00000001", Adler32.Format(1));
        Assert.Equal("deadbeef", Adler32.Format(0xdeadbeef));
        Assert.True(Adler32.IsFormatted("00ff00ff"));
        Assert.False(Adler32.IsFormatted("00FF00FF"));
        Assert.False(Adler32.IsFormatted("0ff00ff"));
    }

    private static uint Definition(ReadOnlySpan<byte> bytes)
    {
        ulong a = 1, b = 0;
        foreach (var value in bytes)
        {
            a = (a + value) % 65521;
            b = (b + a) % 65521;
        }
        return (uint)((b << 16) | a);
    }
}
