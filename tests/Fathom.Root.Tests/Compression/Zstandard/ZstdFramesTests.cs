using Fathom.Root.Compression.Zstandard;

namespace Fathom.Root.Tests.Compression.Zstandard;

public sealed class ZstdFramesTests
{
    private static readonly int[] s_sizes = [0, 1, 2, 3, 7, 63, 64, 255, 256, 257, 1000, 1023, 5000, 66_000];

    [Fact]
    public void What_the_library_packs_at_any_level_unpacks_to_the_same_bytes()
    {
        if (!ZstdCompressor.Present)
        {
            return;
        }

        Random random = new(5);
        ZstdFrames frames = new();
        for (int level = ZstdCompressor.LowestLevel; level <= ZstdCompressor.HighestLevel; level++)
        {
            foreach (int size in s_sizes.Where(size => level < 10 || size <= 5000))
            {
                Check(frames, Content(random, size, kind: random.Next(5)), level, random);
            }
        }
    }

    [Fact]
    public void Blocks_repeat_tables_and_offsets_of_those_before()
    {
        if (!ZstdCompressor.Present)
        {
            return;
        }

        Random random = new(6);
        ZstdFrames frames = new();
        foreach (int level in new[] { -1, 1, 3, 6 })
        {
            for (int kind = 0; kind < 5; kind++)
            {
                Check(frames, Content(random, 400_000 + random.Next(200_000), kind), level, random);
            }
        }
    }

    [Fact]
    [Trait("Duration", "Long")]
    public void Large_contents_at_every_level_unpack_to_the_same_bytes()
    {
        Random random = new(7);
        ZstdFrames frames = new();
        for (int level = ZstdCompressor.LowestLevel; level <= ZstdCompressor.HighestLevel; level++)
        {
            for (int kind = 0; kind < 5; kind++)
            {
                Check(frames, Content(random, random.Next(1_000_000), kind), level, random);
            }
        }
    }

    [Fact]
    public void Frames_follow_each_other_and_others_are_stepped_over()
    {
        if (!ZstdCompressor.Present)
        {
            return;
        }

        byte[] one = ZstdCompressor.Pack([1, 2, 3], 3, checksum: true, contentSize: true);
        byte[] skipped = [0x50, 0x2A, 0x4D, 0x18, 2, 0, 0, 0, 9, 9];
        byte[] target = new byte[6];
        new ZstdFrames().Decode([.. one, .. skipped, .. one], target);
        Assert.Equal([1, 2, 3, 1, 2, 3], target);
    }

    [Fact]
    public void A_frame_that_needs_a_dictionary_is_refused_by_name()
    {
        // Magic, a descriptor with one byte of dictionary id and one of size, the id, the size.
        byte[] frame = [0x28, 0xB5, 0x2F, 0xFD, 0x21, 7, 1, 9, 0, 0, 1];
        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => new ZstdFrames().Decode(frame, new byte[1]));
        Assert.Contains("dictionary", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Damage_is_refused_and_never_writes_beyond_its_target()
    {
        if (!ZstdCompressor.Present)
        {
            return;
        }

        Random random = new(8);
        ZstdFrames frames = new();
        int refused = 0;
        for (int i = 0; i < 4000; i++)
        {
            byte[] content = Content(random, random.Next(1, 3000), i % 5);
            byte[] packed = ZstdCompressor.Pack(content, random.Next(-3, 6), checksum: true, contentSize: random.Next(2) == 0);
            for (int change = random.Next(1, 4); change > 0; change--)
            {
                packed[random.Next(packed.Length)] = (byte)random.Next(256);
            }

            refused += Refused(frames, packed, content) ? 1 : 0;
        }

        Assert.InRange(refused, 3000, 4000);
    }

    [Fact]
    public void Content_that_ends_early_or_late_is_refused()
    {
        if (!ZstdCompressor.Present)
        {
            return;
        }

        byte[] packed = ZstdCompressor.Pack(new byte[1000], 3, checksum: false, contentSize: false);
        Assert.Throws<InvalidDataException>(() => new ZstdFrames().Decode(packed, new byte[999]));
        Assert.Throws<InvalidDataException>(() => new ZstdFrames().Decode(packed, new byte[1001]));
        Assert.Throws<InvalidDataException>(() => new ZstdFrames().Decode(packed.AsSpan()[..^1], new byte[1000]));
    }

    private static bool Refused(ZstdFrames frames, byte[] packed, byte[] content)
    {
        try
        {
            byte[] target = new byte[content.Length];
            frames.Decode(packed, target);

            // What is accepted has the checksum of the content, or its bytes were not changed.
            Assert.Equal(content, target);
            return false;
        }
        catch (InvalidDataException)
        {
            return true;
        }
    }

    private static void Check(ZstdFrames frames, byte[] content, int level, Random random)
    {
        byte[] packed = ZstdCompressor.Pack(content, level, random.Next(2) == 0, random.Next(2) == 0);
        byte[] target = new byte[content.Length];
        frames.Decode(packed, target);
        Assert.True(content.AsSpan().SequenceEqual(target), $"level {level}, {content.Length} bytes");
    }

    /// <summary>Noise, a text of few letters, runs, numbers that grow, or a mixture.</summary>
    private static byte[] Content(Random random, int size, int kind)
    {
        byte[] content = new byte[size];
        for (int i = 0; i < size; i++)
        {
            content[i] = (kind == 4 ? random.Next(4) : kind) switch
            {
                0 => (byte)random.Next(256),
                1 => (byte)"etaoin shrdlu"[(int)(13 * random.NextDouble() * random.NextDouble())],
                2 => i > 0 && random.Next(50) > 0 ? content[i - 1] : (byte)random.Next(256),
                _ => (byte)(i / 7 % (i % 4 == 0 ? 251 : 3)),
            };
        }

        return content;
    }
}
