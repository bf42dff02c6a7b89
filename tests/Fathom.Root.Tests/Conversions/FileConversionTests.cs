using Fathom.Root.Columns;
using Fathom.Root.Conversions;
using Fathom.Root.NTuple;
using Fathom.Root.Scans;
using Fathom.Root.Tests.Expected;
using Fathom.Root.Tests.Files;
using Xunit.Abstractions;

namespace Fathom.Root.Tests.Conversions;

/// <summary>A converted file has the values of the one that it was made from.</summary>
public sealed class FileConversionTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(RootCodec.Zlib)]
    [InlineData(RootCodec.None)]
    public void A_tree_becomes_an_RNTuple_and_a_tree_again_with_the_same_values(RootCodec codec)
    {
        using TemporaryFolder folder = new();
        EveryBranchFile file = EveryBranchFile.Write(folder["a.root"], new RootWriteOptions(), seed: 5, entries: 90);
        RootWriteOptions write = new() { Codec = codec };
        ConversionReport there = FileConversion.Run(file.Path, folder["b.root"], new ConversionOptions { To = ColumnarFormat.NTuple, Write = write });
        ConversionReport back = FileConversion.Run(folder["b.root"], folder["c.root"], new ConversionOptions { To = ColumnarFormat.Tree, Write = write });

        Assert.Empty(there.LeftOut);
        Assert.Equal([("t", 90L)], there.Objects);
        Assert.Empty(back.LeftOut);
        Assert.Empty(FileCheck.Of(folder["b.root"]));
        Assert.Empty(FileCheck.Of(folder["c.root"]));
        using RootFileReader asNTuple = RootFileReader.Open(folder["b.root"]);
        using RootFileReader asTree = RootFileReader.Open(folder["c.root"]);
        foreach (BranchSample sample in file.Samples)
        {
            AssertSame(sample, asNTuple.OpenNTuple("t").ReadColumn(sample.Name, 0, 90));
            AssertSame(sample, asTree.OpenTree("t").Find(sample.Name)!.Read(0, 90));
        }
    }

    [Fact]
    public void An_RNTuple_keeps_its_types_in_another_codec()
    {
        if (RealFiles.Path("test_stl_containers_rntuple_v1-0-0-0.root", output) is not string source)
        {
            return;
        }

        using TemporaryFolder folder = new();
        ConversionReport report = FileConversion.Run(source, folder["b.root"], new ConversionOptions { Write = new RootWriteOptions { Codec = RootCodec.Lz4 } });

        Assert.Empty(report.LeftOut);
        using RootFileReader before = RootFileReader.Open(source);
        using RootFileReader after = RootFileReader.Open(folder["b.root"]);
        NTupleReader old = before.OpenNTuple(before.NTupleNames[0]);
        NTupleReader copy = after.OpenNTuple(after.NTupleNames[0]);
        Assert.Equal(old.FieldPaths.Select(path => (path, old.TypeOf(path))), copy.FieldPaths.Select(path => (path, copy.TypeOf(path))));
        foreach (string path in old.FieldPaths)
        {
            RootColumn was = old.ReadColumn(path, 0, (int)old.EntryCount);
            RootColumn now = copy.ReadColumn(path, 0, (int)old.EntryCount);
            Assert.All(Enumerable.Range(0, was.Count), row => Assert.Equal(was.ToJson(row), now.ToJson(row)));
        }
    }

    [Fact]
    public void What_a_tree_cannot_hold_is_named_and_members_of_records_become_branches()
    {
        using TemporaryFolder folder = new();
        NTupleModel model = new("n");
        StructuredColumn jets = model.AddField("jets", FieldType.List(FieldType.Record("", ("pt", FieldType.Number<float>()), ("id", FieldType.Number<int>())), ""));
        StructuredColumn nested = model.AddField("nested", FieldType.List(FieldType.List(FieldType.Number<float>())));
        using (RootFileWriter writer = RootFileWriter.Create(folder["a.root"]))
        {
            NTupleWriter ntuple = writer.AddNTuple(model);
            DrawRows.Add(jets.Rows, new Random(1), "");
            ((ListColumn)nested.Rows).EndRow();
            ntuple.Fill();
            writer.Write("h", Objects.HistogramWriterTests.Flat);
            writer.Complete();
        }

        ConversionReport report = FileConversion.Run(folder["a.root"], folder["b.root"], new ConversionOptions { To = ColumnarFormat.Tree });

        Assert.Equal(["h;1", "n nested"], report.LeftOut.Select(left => left.Name).Order());
        using RootFileReader reader = RootFileReader.Open(folder["b.root"]);
        Assert.Equal(["njets_pt", "jets_pt", "njets_id", "jets_id"], reader.OpenTree("n").Branches.Select(branch => branch.Name));
    }

    [Theory]
    [InlineData("km3net_offline.root", "Evt/AAObject/usr_data/usr_data.holder")]
    [InlineData("km3net_online.root", "KM3NET_EVENT/snapshotHits")]
    public void Objects_that_stand_for_themselves_are_named_and_all_else_is_converted(string name, string leftOut)
    {
        if (ExpectedFile.Folder is not string data)
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", "shared/data is in no folder above the tests");
            return;
        }

        using TemporaryFolder folder = new();
        foreach (ColumnarFormat to in Enum.GetValues<ColumnarFormat>())
        {
            ConversionReport report = FileConversion.Run(Path.Combine(data, "km3net-events", name), folder["b.root"], new ConversionOptions { To = to });
            Assert.Contains(report.LeftOut, left => left.Name.EndsWith(leftOut, StringComparison.Ordinal));
            Assert.NotEmpty(report.Objects);
            Assert.Empty(FileCheck.Of(folder["b.root"]));
        }
    }

    [Fact]
    public void An_interrupted_conversion_leaves_nothing()
    {
        using TemporaryFolder folder = new();
        EveryBranchFile file = EveryBranchFile.Write(folder["a.root"], new RootWriteOptions(), seed: 5, entries: 20);
        Assert.Throws<OperationCanceledException>(() => FileConversion.Run(
            file.Path, folder["b.root"], progress: null, cancellation: new CancellationToken(canceled: true)));
        Assert.Throws<ArgumentException>(() => FileConversion.Run(file.Path, file.Path));
        Assert.Equal(["a.root"], folder.Names);
    }

    private static void AssertSame(BranchSample sample, RootColumn column) =>
        Assert.Equal(sample.Written, Enumerable.Range(0, 90).Select(row => BranchSample.Exact(column, row)));
}
