using Fathom.Root.Compression;
using Fathom.Root.NTuple;
using Fathom.Root.Tests.Damage;

namespace Fathom.Root.Tests.Fuzz;

/// <summary>A parser and what it is given: a seeded change of something real.</summary>
/// <param name="Name">For messages.</param>
/// <param name="Run">Makes a change and reads it; whether it was refused.</param>
internal sealed record FuzzTarget(string Name, Func<Random, bool> Run);

/// <summary>All parsers: of whole files, of their objects unpacked, of envelopes with valid checksums, of every codec.</summary>
internal sealed class FuzzTargets : IDisposable
{
    private static readonly string[] s_files =
    [
        "root/ttree/uproot-simple.root", "root/ttree/uproot-foriter.root", "root/ttree/uproot-leaflist.root",
        "root/ttree/uproot-vectorVectorDouble.root", "root/ttree/uproot-histograms.root", "root/ttree/uproot-stl_containers.root",
        "root/ttree/uproot-small-flat-tree.root", "root/ttree/string-example.root", "root/ttree/uproot-double32-float16.root",
        "root/ttree/uproot-empty.root", "root/rntuple/test_ntuple_minimal_2col.root",
        "root/rntuple/test_stl_containers_rntuple_v1-0-0-0.root", "root/rntuple/test_bit_rntuple_v1-0-0-0.root",
        "root/rntuple/test_1jag_int_float_rntuple_v1-0-0-0.root", "root/rntuple/test_int_multicluster_rntuple_v1-0-0-0.root",
        "root/ttree/uproot-small-evnt-tree-fullsplit.root",
    ];

    private readonly TemporaryFolder _folder = new();
    private readonly CodecParsers _codecs = new();

    internal FuzzTargets(string data)
    {
        List<FuzzTarget> targets = [];
        foreach (string name in s_files)
        {
            byte[] whole = File.ReadAllBytes(Path.Combine(data, name));
            byte[] plain = PlainFile.Of(whole);
            targets.Add(new FuzzTarget(name, random => FileParsers.Refuse(Mutation.Of(whole, random), recover: random.Next(8) == 0)));
            targets.Add(new FuzzTarget($"{name}, objects as they are", random => FileParsers.Refuse(Mutation.Of(plain, random), recover: false)));
        }

        foreach (RootCodec codec in Enum.GetValues<RootCodec>())
        {
            AddCodec(targets, codec);
        }

        ForgedFile forged = new(Sample(RootCodec.None));
        targets.Add(new FuzzTarget("envelopes with valid checksums", random => FileParsers.Refuse(forged.Forge(random), recover: false)));
        All = targets;
    }

    internal IReadOnlyList<FuzzTarget> All { get; }

    public void Dispose()
    {
        _codecs.Dispose();
        _folder.Dispose();
    }

    private void AddCodec(List<FuzzTarget> targets, RootCodec codec)
    {
        byte[] file = File.ReadAllBytes(Sample(codec));
        targets.Add(new FuzzTarget($"RNTuple in {codec}", random => FileParsers.Refuse(Mutation.Of(file, random), recover: false)));
        if (codec == RootCodec.None)
        {
            return;
        }

        byte[] content = [.. Enumerable.Range(0, 3000).Select(i => (byte)(i * i / 37 % 11))];
        byte[] packed = Packed(codec, content);
        targets.Add(new FuzzTarget($"blocks in {codec}", random => _codecs.Refuse(Mutation.Of(packed, random), content.Length)));
        if (codec is RootCodec.Zstd or RootCodec.Lz4)
        {
            targets.Add(new FuzzTarget($"blocks in {codec}, managed", random => _codecs.RefuseManaged([.. packed[..9], .. Mutation.Of(packed[9..], random)], content.Length)));
        }
    }

    private static byte[] Packed(RootCodec codec, byte[] content)
    {
        using BlockCompressor compressor = new(codec, level: 1);
        return compressor.Pack(content).ToArray();
    }

    private string Sample(RootCodec codec)
    {
        NTupleModel model = new("hits", "a sample");
        ScalarColumn<int> run = model.AddScalar<int>("run");
        VectorColumn<float> charge = model.AddVector<float>("charge");
        StringColumn text = model.AddString("text");
        using RootFileWriter writer = RootFileWriter.Create(_folder[$"{codec}.root"], new RootWriteOptions { Codec = codec, ClusterBytes = 1500 });
        NTupleWriter ntuple = writer.AddNTuple(model);
        for (int i = 0; i < 40; i++)
        {
            run.Value = 100 + (i / 10);
            charge.Set([.. Enumerable.Range(0, i % 17).Select(j => 0.5f * j)]);
            text.Value = $"event {i}";
            ntuple.Fill();
        }

        writer.Complete();
        return _folder[$"{codec}.root"];
    }
}
