using Fathom.Root.NTuple;

namespace Fathom.Root.Tests.Damage;

public sealed class DamageTests
{
    private const long AllowedAllocation = 64L << 20;

    public static TheoryData<RootCodec> Codecs() => [RootCodec.None, RootCodec.Zstd];

    [Theory]
    [MemberData(nameof(Codecs))]
    public void Every_truncation_is_a_clear_error(RootCodec codec)
    {
        using TemporaryFolder folder = new();
        byte[] whole = Sample(folder, codec);
        for (int length = 0; length < whole.Length; length += length < 300 || length > whole.Length - 300 ? 1 : 37)
        {
            RootFormatException? damage = Outcome(folder, whole[..length]);
            Assert.NotNull(damage);
            Assert.Contains("b.root", damage.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Codecs))]
    public void A_flipped_bit_in_a_page_an_envelope_or_the_anchor_is_found(RootCodec codec)
    {
        using TemporaryFolder folder = new();
        byte[] whole = Sample(folder, codec);
        int begin = whole.AsSpan().IndexOf("RBlob"u8);
        int end = whole.AsSpan().LastIndexOf("ROOT::RNTuple"u8);
        Random random = new(5);
        int found = 0;
        const int Flips = 400;
        for (int i = 0; i < Flips; i++)
        {
            byte[] flipped = (byte[])whole.Clone();
            flipped[random.Next(begin, end)] ^= (byte)(1 << random.Next(8));
            found += Outcome(folder, flipped) is null ? 0 : 1;
        }

        // Not found: flips in the keys of blobs (42 bytes each), which no reader of RNTuples looks at, and unused parts
        // of the folder's list of keys and of the streamer infos.
        Assert.InRange(found, (int)(0.5 * Flips), Flips);
    }

    [Theory]
    [MemberData(nameof(Codecs))]
    public void A_flipped_bit_in_any_stored_value_is_found(RootCodec codec)
    {
        using TemporaryFolder folder = new();
        byte[] whole = Sample(folder, codec);
        int pages = whole.AsSpan().IndexOf("RBlob"u8);
        pages += whole.AsSpan(pages + 5).IndexOf("RBlob"u8) + 5 + 7;
        for (int i = 0; i < 64; i++)
        {
            byte[] flipped = (byte[])whole.Clone();
            flipped[pages + i] ^= 4;
            Assert.Contains("checksum", Outcome(folder, flipped)?.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Codecs))]
    public void Random_bytes_anywhere_give_an_answer_or_a_clear_error_in_bounded_memory(RootCodec codec)
    {
        using TemporaryFolder folder = new();
        byte[] whole = Sample(folder, codec);
        Random random = new(6);
        for (int i = 0; i < 800; i++)
        {
            byte[] damaged = (byte[])whole.Clone();
            for (int change = random.Next(1, 6); change > 0; change--)
            {
                int at = random.Next(4) == 0 ? random.Next(300) : random.Next(damaged.Length);
                int length = Math.Min(random.Next(1, 9), damaged.Length - at);
                random.NextBytes(damaged.AsSpan(at, length));
            }

            Outcome(folder, damaged);
        }
    }

    [Fact]
    public void Forged_envelopes_with_valid_checksums_give_an_answer_or_a_clear_error_in_bounded_memory()
    {
        using TemporaryFolder folder = new();
        Sample(folder, RootCodec.None);
        ForgedFile file = new(folder["a.root"]);
        Random random = new(7);
        int refused = 0;
        for (int i = 0; i < 2000; i++)
        {
            refused += Outcome(folder, file.Forge(random)) is null ? 0 : 1;
        }

        Assert.InRange(refused, 700, 2000);
    }

    [Fact]
    public void Files_of_another_kind_and_empty_ones_are_refused_with_what_was_expected()
    {
        using TemporaryFolder folder = new();
        foreach (byte[] content in new byte[][] { [], "SIMPLE  = T"u8.ToArray(), new byte[5000] })
        {
            RootFormatException damage = Outcome(folder, content)!;
            Assert.Contains("root", damage.Expected, StringComparison.Ordinal);
            Assert.Equal(folder["b.root"], damage.Path);
        }
    }

    [Fact]
    public void A_field_or_ntuple_that_is_not_there_or_of_another_type_is_named()
    {
        using TemporaryFolder folder = new();
        Sample(folder, RootCodec.Zstd);
        using RootFileReader reader = RootFileReader.Open(folder["a.root"]);
        NTupleReader ntuple = reader.OpenNTuple("hits");
        Assert.Contains("hits", Assert.Throws<RootFormatException>(() => reader.OpenNTuple("tracks")).Found, StringComparison.Ordinal);
        Assert.Contains("charge", Assert.Throws<RootFormatException>(() => ntuple.ReadScalars<int>("energy")).Found, StringComparison.Ordinal);
        Assert.Contains("run", Assert.Throws<RootFormatException>(() => ntuple.ReadScalars<long>("run")).Expected, StringComparison.Ordinal);
        Assert.Throws<RootFormatException>(() => ntuple.ReadScalars<float>("charge"));
        Assert.Throws<RootFormatException>(() => ntuple.ReadVectors<int>("run"));
        Assert.Throws<RootFormatException>(() => ntuple.ReadStrings("charge"));
        Assert.Throws<ArgumentOutOfRangeException>(() => ntuple.ReadScalars<int>("run", 30, 11));
        Assert.Throws<ArgumentOutOfRangeException>(() => ntuple.ReadScalars<int>("run", -1, 1));
    }

    private static RootFormatException? Outcome(TemporaryFolder folder, byte[] content)
    {
        File.WriteAllBytes(folder["b.root"], content);
        long before = GC.GetAllocatedBytesForCurrentThread();
        RootFormatException? damage = ReadEverything.Of(folder["b.root"]);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, AllowedAllocation);
        return damage;
    }

    /// <summary>A small file that reads whole.</summary>
    private static byte[] Sample(TemporaryFolder folder, RootCodec codec)
    {
        NTupleModel model = new("hits", "a sample");
        ScalarColumn<int> run = model.AddScalar<int>("run");
        VectorColumn<float> charge = model.AddVector<float>("charge");
        VectorColumn<bool> gain = model.AddVector<bool>("gain");
        StringColumn text = model.AddString("text");
        using (RootFileWriter writer = RootFileWriter.Create(folder["a.root"], new RootWriteOptions { Codec = codec, ClusterBytes = 1500 }))
        {
            NTupleWriter ntuple = writer.AddNTuple(model);
            for (int i = 0; i < 40; i++)
            {
                run.Value = 100 + (i / 10);
                charge.Set([.. Enumerable.Range(0, i % 17).Select(j => 0.5f * j)]);
                gain.Set(new bool[i % 5]);
                text.Value = $"event {i}";
                ntuple.Fill();
            }

            writer.Complete();
        }

        byte[] whole = File.ReadAllBytes(folder["a.root"]);
        Assert.Null(Outcome(folder, whole));
        return whole;
    }
}
