using Fathom.Root.NTuple;
using Fathom.Root.Tests.Files;

namespace Fathom.Root.Tests.NTuple;

public sealed class WriterTests
{
    private static readonly DateTime s_runStart = new(2026, 3, 14, 15, 9, 26, DateTimeKind.Utc);

    [Theory]
    [InlineData(RootCodec.None)]
    [InlineData(RootCodec.Zstd)]
    public void Equal_content_gives_equal_bytes(RootCodec codec)
    {
        using TemporaryFolder folder = new();
        RootWriteOptions options = new() { Codec = codec, Date = s_runStart, Name = "RUN.1.rtraw", ClusterBytes = 5000 };
        EveryTypeFile.Write(folder["a.root"], options, seed: 3, [50, 20]);
        EveryTypeFile.Write(folder["b.root"], options, seed: 3, [50, 20]);
        EveryTypeFile.Write(folder["c.root"], options, seed: 4, [50, 20]);

        byte[] first = File.ReadAllBytes(folder["a.root"]);
        Assert.Equal(first, File.ReadAllBytes(folder["b.root"]));
        Assert.NotEqual(Uuid(first), Uuid(File.ReadAllBytes(folder["c.root"])));
        Assert.Equal(0x80, Uuid(first)[6] & 0xF0);
    }

    [Fact]
    public void A_file_not_completed_leaves_nothing_behind_and_keeps_what_was_there()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["a.root"], "before");
        using (RootFileWriter writer = RootFileWriter.Create(folder["a.root"]))
        {
            NTupleModel model = new("t");
            model.AddScalar<int>("x");
            writer.AddNTuple(model).Fill();
        }

        Assert.Equal(["a.root"], folder.Names);
        Assert.Equal("before", File.ReadAllText(folder["a.root"]));
    }

    [Fact]
    public void The_file_has_its_name_only_when_it_is_complete()
    {
        using TemporaryFolder folder = new();
        using RootFileWriter writer = RootFileWriter.Create(folder["a.root"]);
        NTupleModel model = new("t");
        model.AddScalar<int>("x");
        NTupleWriter ntuple = writer.AddNTuple(model);
        ntuple.Fill();
        Assert.False(File.Exists(folder["a.root"]));
        writer.Complete();
        Assert.Equal(["a.root"], folder.Names);
        Assert.Throws<InvalidOperationException>(ntuple.Fill);
        Assert.Throws<ObjectDisposedException>(writer.Complete);
        Assert.Throws<ObjectDisposedException>(() => writer.AddNTuple(new NTupleModel("u")));
    }

    [Fact]
    public void A_disk_that_refuses_a_write_never_yields_a_file()
    {
        if (!File.Exists("/dev/full"))
        {
            return;
        }

        using TemporaryFolder folder = new();
        File.CreateSymbolicLink(folder["a.root.part"], "/dev/full");
        NTupleModel model = new("t");
        VectorColumn<double> column = model.AddVector<double>("x");
        using (RootFileWriter writer = RootFileWriter.Create(folder["a.root"], new RootWriteOptions { Codec = RootCodec.None, ClusterBytes = 1 << 20 }))
        {
            NTupleWriter ntuple = writer.AddNTuple(model);
            column.Set(new double[1 << 20]);
            Assert.Throws<IOException>(ntuple.Fill);
            Assert.Throws<IOException>(writer.Complete);
        }

        Assert.Empty(folder.Names);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a.b")]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a\tb")]
    public void Names_that_the_format_excludes_are_refused(string name)
    {
        Assert.ThrowsAny<ArgumentException>(() => new NTupleModel(name));
        Assert.ThrowsAny<ArgumentException>(() => new NTupleModel("t").AddScalar<int>(name));
        Assert.ThrowsAny<ArgumentException>(() => new NTupleModel("t").AddString(name));
    }

    [Fact]
    public void Models_that_cannot_be_written_are_refused()
    {
        using TemporaryFolder folder = new();
        using RootFileWriter writer = RootFileWriter.Create(folder["a.root"]);
        NTupleModel model = new("t");
        Assert.Throws<ArgumentException>(() => writer.AddNTuple(model));
        model.AddScalar<int>("x");
        Assert.Throws<ArgumentException>(() => model.AddVector<int>("x"));
        Assert.Throws<NotSupportedException>(() => model.AddScalar<decimal>("y"));
        writer.AddNTuple(model);
        Assert.Throws<ArgumentException>(() => writer.AddNTuple(model));
        Assert.Throws<InvalidOperationException>(() => model.AddScalar<int>("z"));
        Assert.Throws<ArgumentOutOfRangeException>(() => RootFileWriter.Create(folder["b.root"], new RootWriteOptions { Level = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => RootFileWriter.Create(folder["b.root"], new RootWriteOptions { Date = new DateTime(1990, 1, 1) }));
    }

    [Fact]
    public void Filling_does_not_allocate_by_entry()
    {
        using TemporaryFolder folder = new();
        NTupleModel model = new("t");
        ScalarColumn<int> run = model.AddScalar<int>("run");
        VectorColumn<float> charge = model.AddVector<float>("charge");
        using RootFileWriter writer = RootFileWriter.Create(folder["a.root"], new RootWriteOptions { PageBytes = 1 << 20 });
        NTupleWriter ntuple = writer.AddNTuple(model);
        float[] charges = new float[20];
        for (int i = 0; i < 7000; i++)
        {
            run.Value = i;
            charge.Set(charges);
            ntuple.Fill();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 4000; i++)
        {
            charge.Set(charges);
            ntuple.Fill();
        }

        // Two of the four buffers double on the way; one object an entry would be more than what is left.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 18);
    }

    private static byte[] Uuid(byte[] file) => file[47..63];
}
