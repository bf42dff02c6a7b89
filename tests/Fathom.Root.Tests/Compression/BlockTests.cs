using System.Buffers.Binary;
using Fathom.Root.Checksums;
using Fathom.Root.Compression;

namespace Fathom.Root.Tests.Compression;

public sealed class BlockTests
{
    [Theory]
    [InlineData(RootCodec.Zstd, 0)]
    [InlineData(RootCodec.Zstd, 1)]
    [InlineData(RootCodec.Zstd, 1000)]
    [InlineData(RootCodec.Zstd, 0xFFFFFF)]
    [InlineData(RootCodec.Zstd, 0xFFFFFF + 1)]
    [InlineData(RootCodec.Zstd, (2 * 0xFFFFFF) + 12345)]
    [InlineData(RootCodec.Zlib, 1000)]
    [InlineData(RootCodec.Zlib, 0xFFFFFF + 1)]
    [InlineData(RootCodec.Lz4, 1000)]
    [InlineData(RootCodec.Lz4, 0xFFFFFF + 1)]
    [InlineData(RootCodec.Lzma, 1000)]
    [InlineData(RootCodec.Lzma, 100_000)]
    public void Unpacking_undoes_packing_for_any_number_of_blocks(RootCodec codec, int length)
    {
        byte[] data = new byte[length];
        for (int i = 0; i < length; i++)
        {
            data[i] = (byte)((i / 1000) ^ (i & 3));
        }

        using BlockCompressor compressor = new(codec, 1);
        ReadOnlySpan<byte> packed = compressor.Pack(data);
        if (packed.Length == length)
        {
            return;
        }

        Assert.Equal(codec switch { RootCodec.Zstd => "ZS", RootCodec.Zlib => "ZL", RootCodec.Lz4 => "L4", _ => "XZ" }, $"{(char)packed[0]}{(char)packed[1]}");
        Assert.True(BlockDecompressor.Promises(packed, length));
        Assert.False(BlockDecompressor.Promises(packed, length + 1));
        byte[] unpacked = new byte[length];
        using BlockDecompressor decompressor = new();
        decompressor.Unpack(packed, unpacked);
        Assert.True(data.AsSpan().SequenceEqual(unpacked));
    }

    [Theory]
    [InlineData(RootCodec.Zstd)]
    [InlineData(RootCodec.Zlib)]
    [InlineData(RootCodec.Lz4)]
    [InlineData(RootCodec.Lzma)]
    public void Noise_of_the_bytes_with_the_longest_codes_stays_as_it_is_at_every_level(RootCodec codec)
    {
        // Of the fixed codes of deflate, those of bytes from 144 on have nine bits.
        byte[] noise = new byte[64 * 1024];
        Random random = new(3);
        foreach (ref byte value in noise.AsSpan())
        {
            value = (byte)random.Next(144, 256);
        }

        random.NextBytes(noise.AsSpan(noise.Length / 2));
        for (int level = 1; level <= 9; level++)
        {
            using BlockCompressor compressor = new(codec, level);
            ReadOnlySpan<byte> packed = compressor.Pack(noise);
            byte[] unpacked = noise;
            if (packed.Length < noise.Length)
            {
                unpacked = new byte[noise.Length];
                using BlockDecompressor decompressor = new();
                decompressor.Unpack(packed, unpacked);
            }

            Assert.Equal(noise, unpacked);
        }
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
    public void A_block_of_zlib_whose_checksum_is_another_is_refused()
    {
        byte[] data = Compressible(20_000);
        using BlockCompressor compressor = new(RootCodec.Zlib, 5);
        byte[] packed = compressor.Pack(data).ToArray();
        using BlockDecompressor decompressor = new();
        for (int at = packed.Length - 4; at < packed.Length; at++)
        {
            byte[] damaged = (byte[])packed.Clone();
            damaged[at] ^= 1;
            Assert.Throws<InvalidDataException>(() => decompressor.Unpack(damaged, new byte[data.Length]));
        }
    }

    [Fact]
    public void An_algorithm_that_is_not_known_is_refused()
    {
        byte[] unknown = [(byte)'Q', (byte)'Q', 1, 1, 0, 0, 1, 0, 0, 0];
        using BlockDecompressor decompressor = new();
        Assert.Throws<InvalidDataException>(() => decompressor.Unpack(unknown, new byte[1]));
    }

    [Fact]
    public void Deflated_blocks_of_the_first_years_are_the_same_without_the_header_of_zlib()
    {
        byte[] data = Compressible(20_000);
        byte[] raw = Deflate(data);
        byte[] block = Block("CS", raw, data.Length);
        byte[] unpacked = new byte[data.Length];
        using BlockDecompressor decompressor = new();
        decompressor.Unpack(block, unpacked);
        Assert.Equal(data, unpacked);
        Assert.Throws<InvalidDataException>(() => decompressor.Unpack(Block("CS", raw[..(raw.Length / 2)], data.Length), unpacked));
    }

    /// <summary>A block of LZ4 made by hand: 4 literals, then a match of 60 that overlaps itself, then 5 literals.</summary>
    [Fact]
    public void Lz4_decodes_literals_and_overlapping_matches()
    {
        byte[] block = [0x4F, 1, 2, 3, 4, 4, 0, 41, 0x50, 9, 8, 7, 6, 5];
        byte[] target = new byte[4 + 60 + 5];
        Lz4Block.Decode(block, target);
        Assert.Equal([.. Enumerable.Range(0, 64).Select(i => (byte)((i % 4) + 1)), 9, 8, 7, 6, 5], target);
        Assert.Throws<InvalidDataException>(() => Lz4Block.Decode(block, new byte[68]));
        Assert.Throws<InvalidDataException>(() => Lz4Block.Decode(block, new byte[70]));
        Assert.Throws<InvalidDataException>(() => Lz4Block.Decode(block.AsSpan(0, 6), target));
    }

    [Fact]
    public void An_lz4_block_whose_checksum_differs_is_refused()
    {
        byte[] lz4 = [0x4F, 1, 2, 3, 4, 4, 0, 41, 0x50, 9, 8, 7, 6, 5];
        byte[] stored = new byte[8 + lz4.Length];
        lz4.CopyTo(stored, 8);
        BinaryPrimitives.WriteUInt64BigEndian(stored, Xxh64.Hash(lz4));
        byte[] target = new byte[69];
        using BlockDecompressor decompressor = new();
        decompressor.Unpack(Block("L4", stored, target.Length), target);
        Assert.Equal(5, target[^1]);
        stored[3] ^= 1;
        Assert.Contains(
            "checksum", Assert.Throws<InvalidDataException>(() => decompressor.Unpack(Block("L4", stored, target.Length), target)).Message, StringComparison.Ordinal);
    }

    private static byte[] Compressible(int length) => [.. Enumerable.Range(0, length).Select(i => (byte)((i / 100) ^ (i & 3)))];

    private static byte[] Deflate(byte[] data)
    {
        using MemoryStream packed = new();
        using (System.IO.Compression.DeflateStream deflate = new(packed, System.IO.Compression.CompressionLevel.Optimal))
        {
            deflate.Write(data);
        }

        return packed.ToArray();
    }

    private static byte[] Block(string algorithm, byte[] packed, int length) =>
    [
        (byte)algorithm[0], (byte)algorithm[1], 1,
        (byte)packed.Length, (byte)(packed.Length >> 8), (byte)(packed.Length >> 16),
        (byte)length, (byte)(length >> 8), (byte)(length >> 16), .. packed,
    ];
}
