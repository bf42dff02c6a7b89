using Fathom.Root.Objects;
using Fathom.Root.Scans;
using Fathom.Root.Tests.Expected;

namespace Fathom.Root.Tests.Damage;

/// <summary>Mutations of real files: whatever bytes stand in a file, reading ends with values or with a clear error.</summary>
public sealed class RealFileDamageTests
{
    /// <summary>Far above what these files need, far below what a forged length could ask for.</summary>
    private const long AllowedAllocation = 256L << 20;

    private static readonly RootReadOptions s_limits = new()
    {
        MaximumReadBytes = 4 << 20,
        MaximumMetadataBytes = 1 << 20,
        MaximumObjectBytes = 4 << 20,
        MaximumKeys = 1000,
    };

    /// <summary>Small files of every kind, most of them uncompressed, so that a changed byte reaches the parsers.</summary>
    public static TheoryData<string, int> Files() => new()
    {
        { "root/ttree/uproot-simple.root", 250 },
        { "root/ttree/uproot-foriter.root", 250 },
        { "root/ttree/uproot-leaflist.root", 250 },
        { "root/ttree/uproot-vectorVectorDouble.root", 250 },
        { "root/ttree/uproot-histograms.root", 250 },
        { "root/ttree/uproot-stl_containers.root", 250 },
        { "root/ttree/uproot-small-flat-tree.root", 200 },
        { "root/ttree/uproot-small-evnt-tree-fullsplit.root", 150 },
        { "root/ttree/string-example.root", 200 },
        { "km3net-events/km3net_offline.root", 40 },
        { "root/rntuple/test_ntuple_minimal_2col.root", 300 },
        { "root/rntuple/test_stl_containers_rntuple_v1-0-0-0.root", 300 },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void Random_bytes_anywhere_give_values_or_a_clear_error_in_bounded_memory(string name, int mutations) =>
        Mutate(name, mutations, seed: 11);

    [Theory]
    [Trait("Duration", "Long")]
    [MemberData(nameof(Files))]
    public void Many_more_random_bytes_give_values_or_a_clear_error_in_bounded_memory(string name, int mutations) =>
        Mutate(name, mutations * 40, seed: 12);

    private static void Mutate(string name, int mutations, int seed)
    {
        if (ExpectedFile.Folder is not string folder)
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", "shared/data is in no folder above the tests");
            return;
        }

        byte[] whole = File.ReadAllBytes(Path.Combine(folder, name));
        Assert.Null(Outcome(whole));
        Random random = new(seed);
        int refused = 0;
        for (int i = 0; i < mutations; i++)
        {
            byte[] damaged = Damaged(whole, random);
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                refused += Outcome(damaged) is null ? 0 : 1;
            }
            catch (Exception unexpected)
            {
                Assert.Fail($"mutation {i} of {name}: {unexpected}");
            }

            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, AllowedAllocation);
        }

        Assert.InRange(refused, mutations / 50, mutations);
    }

    /// <summary>Bytes replaced, runs copied from elsewhere, or the end cut off.</summary>
    private static byte[] Damaged(byte[] whole, Random random)
    {
        byte[] damaged = (byte[])whole.Clone();
        for (int change = random.Next(1, 6); change > 0; change--)
        {
            int at = random.Next(damaged.Length);
            int length = Math.Min(random.Next(1, 9), damaged.Length - at);
            switch (random.Next(3))
            {
                case 0:
                    random.NextBytes(damaged.AsSpan(at, length));
                    break;
                case 1:
                    damaged.AsSpan(random.Next(damaged.Length - length), length).CopyTo(damaged.AsSpan(at));
                    break;
                default:
                    damaged.AsSpan(at, length).Fill((byte)(random.Next(2) * 255));
                    break;
            }
        }

        return random.Next(20) == 0 ? damaged[..random.Next(damaged.Length)] : damaged;
    }

    /// <summary>Reads all objects and all columns; null where nothing is refused.</summary>
    private static RootFormatException? Outcome(byte[] content)
    {
        RootFormatException? first = null;
        foreach (bool recover in new[] { false, true })
        {
            try
            {
                using RootFileReader reader = RootFileReader.Open(new MemoryStream(content), "b.root", s_limits with { Recover = recover });
                foreach (RootKey key in reader.Top.AllKeys().Take(50))
                {
                    first ??= Outcome(reader, key);
                }
            }
            catch (RootFormatException damage)
            {
                first ??= recover ? null : damage;
            }
        }

        return first;
    }

    private static RootFormatException? Outcome(RootFileReader reader, RootKey key)
    {
        try
        {
            if (RootKey.IsFolder(key.ClassName))
            {
                return null;
            }

            if (key.ClassName == "ROOT::RNTuple")
            {
                _ = FileScan.Of(reader.OpenNTuple(key.Path)).Sum(scan => scan.Count ?? 0);
                return null;
            }

            RootObject value = reader.ReadObject(key.Path);
            _ = value.ToJson();
            if (value.Members.Has("fBranches"))
            {
                _ = FileScan.Of(reader.OpenTree(key.Path)).Sum(scan => scan.Count ?? 0);
            }

            return null;
        }
        catch (RootFormatException damage)
        {
            return damage;
        }
    }
}
