using Fathom.Root.Compression;

namespace Fathom.Root.Tests.Compression;

public sealed class BlockTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(0xFFFFFF)]
    [InlineData(0xFFFFFF + 1)]
    [InlineData((2 * 0xFFFFFF) + 12345)]
    public void Unpacking_undoes_packing_for_any_number_of_blocks(int length)
    {
        byte[] data = new byte[length];
        for (int i = 0; i < length; i++)
        {
            data[i] = (byte)((i / 1000) ^ (i & 3));
        }

        using BlockCompressor compressor = new(RootCodec.Zstd, 1);
        ReadOnlySpan<byte> packed = compressor.Pack(data);
        if (packed.Length == length)
        {
            return;
        }

        Assert.Equal((byte)'Z', packed[0]);
        Assert.True(BlockDecompressor.Promises(packed, length));
        Assert.False(BlockDecompressor.Promises(packed, length + 1));
        byte[] unpacked = new byte[length];
        using BlockDecompressor decompressor = new();
        decompressor.Unpack(packed, unpacked);
        Assert.True(data.AsSpan().SequenceEqual(unpacked));
    }

    [Fact]
    public void What_does_not_become_shorter_stays_as_it_is()
    {
        byte[] noise = new byte[5000];
        new Random(1).NextBytes(noise);
        using BlockCompressor compressor = new(RootCodec.Zstd, 5);
        Assert.True(compressor.Pack(noise).SequenceEqual(noise));
    }

    [Fact]
    public void Damaged_blocks_are_invalid_data()
    {
        using BlockCompressor compressor = new(RootCodec.Zstd, 5);
        byte[] packed = compressor.Pack(new byte[5000]).ToArray();
        using BlockDecompressor decompressor = new();
        byte[] target = new byte[5000];
        foreach (int at in new[] { 0, 3, 6, 9, 10, packed.Length - 1 })
        {
            byte[] damaged = (byte[])packed.Clone();
            damaged[at] ^= 0x55;
            InvalidDataException? found = null;
            try
            {
                decompressor.Unpack(damaged, target);
            }
            catch (InvalidDataException damage)
            {
                found = damage;
            }

            Assert.True(found is not null || target.AsSpan().IndexOfAnyExcept((byte)0) < 0 || at >= 9);
        }

        Assert.Throws<InvalidDataException>(() => decompressor.Unpack(packed.AsSpan(0, 5), target));
        Assert.Throws<InvalidDataException>(() => decompressor.Unpack(packed, new byte[4999]));
        Assert.Throws<InvalidDataException>(() => decompressor.Unpack(packed, new byte[5001]));
    }

    [Fact]
    public void An_algorithm_that_is_not_supported_is_named()
    {
        byte[] lz4 = [(byte)'L', (byte)'4', 1, 1, 0, 0, 1, 0, 0, 0];
        using BlockDecompressor decompressor = new();
        Assert.Contains("L4", Assert.Throws<InvalidDataException>(() => decompressor.Unpack(lz4, new byte[1])).Message, StringComparison.Ordinal);
    }
}
