using Fathom.Root.Container;
using Fathom.Root.NTuple;
using Fathom.Root.Scans;
using Fathom.Root.Tests.Expected;
using Fathom.Root.Trees;

namespace Fathom.Root.Tests.Scans;

public sealed class FileCheckTests
{
    private const int Entries = 2_000;

    [Theory]
    [InlineData(RootCodec.None)]
    [InlineData(RootCodec.Zstd)]
    [InlineData(RootCodec.Lz4)]
    public void A_changed_bit_of_a_page_is_damage_in_the_fields_that_it_belongs_to(RootCodec codec)
    {
        using TemporaryFolder folder = new();
        NTupleModel model = new("t");
        ScalarColumn<int> run = model.AddScalar<int>("run");
        using (RootFileWriter writer = RootFileWriter.Create(folder["a.root"], new RootWriteOptions { Codec = codec }))
        {
            NTupleWriter ntuple = writer.AddNTuple(model);
            for (int i = 0; i < Entries; i++)
            {
                run.Value = i / 100;
                ntuple.Fill();
            }

            writer.Complete();
        }

        // The second blob: the header is the first.
        byte[] file = File.ReadAllBytes(folder["a.root"]);
        int blob = file.AsSpan().IndexOf("RBlob"u8) + 5;
        Flip(folder["a.root"], file, blob + file.AsSpan(blob).IndexOf("RBlob"u8) + 20);
        FileFault fault = Assert.Single(FileCheck.Of(folder["a.root"]));
        Assert.Equal(("t;1 run", FileFaultKind.Damaged), (fault.Where, fault.Kind));
    }

    [Theory]
    [InlineData(RootCodec.Zlib)]
    [InlineData(RootCodec.Lz4)]
    [InlineData(RootCodec.Lzma)]
    public void A_changed_bit_of_a_basket_is_damage_in_its_branch(RootCodec codec)
    {
        using TemporaryFolder folder = new();
        TreeModel model = new("t");
        TreeScalarColumn<int> run = model.AddScalar<int>("run");
        using (RootFileWriter writer = RootFileWriter.Create(folder["a.root"], new RootWriteOptions { Codec = codec }))
        {
            TreeWriter tree = writer.AddTree(model);
            for (int i = 0; i < Entries; i++)
            {
                run.Value = i / 100;
                tree.Fill();
            }

            writer.Complete();
        }

        byte[] file = File.ReadAllBytes(folder["a.root"]);
        Flip(folder["a.root"], file, file.AsSpan().IndexOf("TBasket"u8) + 100);
        FileFault fault = Assert.Single(FileCheck.Of(folder["a.root"]));
        Assert.Equal(("t;1 run", FileFaultKind.Damaged), (fault.Where, fault.Kind));
    }

    [Fact]
    public void A_basket_of_objects_that_does_not_unpack_is_damage_and_a_class_that_is_not_described_is_not()
    {
        if (ExpectedFile.Folder is not string data)
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", "shared/data is in no folder above the tests");
            return;
        }

        using TemporaryFolder folder = new();
        byte[] file = File.ReadAllBytes(Path.Combine(data, "root", "ttree", "uproot-HZZ-objects.root"));
        Flip(folder["a.root"], file, file.AsSpan().IndexOf("TBasket"u8) + 400);
        Assert.Contains(FileCheck.Of(folder["a.root"]), fault => fault.Kind == FileFaultKind.Damaged);
        List<FileFault> faults = [.. FileCheck.Of(Path.Combine(data, "km3net-events", "km3net_online.root"))];
        Assert.NotEmpty(faults);
        Assert.All(faults, fault => Assert.Equal(FileFaultKind.NotChecked, fault.Kind));
    }

    [Fact]
    public void Descriptions_of_classes_that_do_not_unpack_are_damage_although_no_object_needs_them()
    {
        using TemporaryFolder folder = new();
        NTupleModel model = new("t");
        _ = model.AddScalar<int>("run");
        using (RootFileWriter writer = RootFileWriter.Create(folder["a.root"], new RootWriteOptions { Codec = RootCodec.Zlib }))
        {
            writer.AddNTuple(model).Fill();
            writer.Complete();
        }

        byte[] file = File.ReadAllBytes(folder["a.root"]);
        Flip(folder["a.root"], file, file.AsSpan().LastIndexOf("ZL\x08"u8) + 40);
        FileFault fault = Assert.Single(FileCheck.Of(folder["a.root"]));
        Assert.Equal(("StreamerInfo", FileFaultKind.Damaged), (fault.Where, fault.Kind));
    }

    [Theory]
    [InlineData(0, 3, "length with its object")]
    [InlineData(0, 9, "unpacked length")]
    [InlineData(0, 17, "cycle")]
    [InlineData(0, 25, "position of the folder")]
    [InlineData(1, 2, "class")]
    [InlineData(2, 1, "name")]
    [InlineData(3, 1, "title")]
    public void A_key_that_is_not_what_its_folder_lists_is_damage_and_the_first_difference_is_said(int text, int place, string what)
    {
        using TemporaryFolder folder = new();
        using (RootFileWriter writer = RootFileWriter.Create(folder["a.root"], new RootWriteOptions { Codec = RootCodec.None }))
        {
            TreeModel model = new("events", "all of them");
            model.AddScalar<int>("run").Value = 1;
            writer.AddTree(model).Fill();
            writer.Complete();
        }

        Assert.Empty(FileCheck.Of(folder["a.root"]));
        byte[] file = File.ReadAllBytes(folder["a.root"]);

        // The key before the tree stands before the list of keys, which is changed here: the tree itself stays whole.
        byte[] texts = [.. "\u0005TTree\u0006events\u000Ball of them"u8];
        int listed = file.AsSpan().LastIndexOf(texts);
        Assert.NotEqual(file.AsSpan().IndexOf(texts), listed);
        int[] starts = [listed - 26, listed, listed + 6, listed + 13];
        Flip(folder["a.root"], file, starts[text] + place);
        FileFault fault = FileCheck.Of(folder["a.root"]).First();
        Assert.Equal(FileFaultKind.Damaged, fault.Kind);
        Assert.Contains($"the {what} ", fault.Message, StringComparison.Ordinal);
        Assert.Contains("as its folder lists it", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_key_of_the_real_files_is_what_its_folder_lists()
    {
        if (ExpectedFile.Folder is not string data)
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", "shared/data is in no folder above the tests");
            return;
        }

        string[] files = Directory.GetFiles(data, "*.root", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        foreach (string file in files)
        {
            using RootFileReader reader = RootFileReader.Open(file);
            using FileSource source = new(file);
            Assert.All(reader.Top.AllKeys(), key => Assert.Null(KeyCheck.Of(source, key)));
        }
    }

    private static void Flip(string path, byte[] file, int at)
    {
        file[at] ^= 4;
        File.WriteAllBytes(path, file);
    }
}
