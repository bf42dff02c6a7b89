using Fathom.Root.Columns;
using Fathom.Root.NTuple;
using Fathom.Root.Objects.Histograms;
using Fathom.Root.Scans;
using Fathom.Root.Tests.Files;
using Fathom.Root.Trees;

namespace Fathom.Root.Tests.Container;

/// <summary>Folders that are written list what was put into them, also after several commits and without their lists of keys.</summary>
public sealed class WrittenFolderTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Objects_are_found_in_the_folders_that_they_were_written_to(bool recover)
    {
        using TemporaryFolder folder = new();
        using (RootFileWriter writer = RootFileWriter.Create(folder["a.root"]))
        {
            Fill(writer);
            writer.Complete();
        }

        Assert.Empty(FileCheck.Of(folder["a.root"]));
        using RootFileReader reader = RootFileReader.Open(folder["a.root"], new RootReadOptions { Recover = recover });
        Assert.Equal(
            ["reco", "reco/fast", "reco/fast/t", "reco/n", "monitor", "monitor/charge", "charge"],
            reader.Top.AllKeys().Where(key => key.ClassName != "").Select(key => key.Folder + key.Name).Distinct());
        Assert.Equal(Enumerable.Range(0, 20), ((NumberColumn<int>)reader.OpenTree("reco/fast/t").Find("value")!.Read(0, 20)).Values.ToArray());
        Assert.Equal(Enumerable.Range(0, 20), reader.OpenNTuple("reco/n").ReadScalars<int>("value"));
        Assert.Equal(2, Histogram.Of(reader.ReadObject("monitor/charge")).Contents[1]);
        Assert.Equal(7, Histogram.Of(reader.ReadObject("charge")).Contents[1]);
    }

    [Fact]
    public void Killed_at_any_write_the_folders_have_what_the_last_commit_had()
    {
        WriteLog log = new();
        int committed;
        using (RootFileWriter writer = RootFileWriter.Create(log, "a.root", new RootWriteOptions()))
        {
            Fill(writer);
            committed = log.Writes.Count;
            writer.Write("monitor/charge", Charge(3));
            writer.Complete();
        }

        for (int writes = committed; writes <= log.Writes.Count; writes++)
        {
            using RootFileReader reader = RootFileReader.Open(new MemoryStream(log.Replay(writes, half: true)), "killed");
            Assert.InRange(Histogram.Of(reader.ReadObject("monitor/charge")).Contents[1], writes == log.Writes.Count ? 3 : 2, 3);
            Assert.Equal(Enumerable.Range(0, 20), reader.OpenNTuple("reco/n").ReadScalars<int>("value"));
            Assert.Equal(20, reader.OpenTree("reco/fast/t").EntryCount);
        }
    }

    [Fact]
    public void A_path_needs_a_name_between_any_two_slashes()
    {
        using TemporaryFolder folder = new();
        using RootFileWriter writer = RootFileWriter.Create(folder["a.root"]);
        Assert.Throws<ArgumentException>(() => writer.Write("one//two", Charge(1)));
        Assert.Throws<ArgumentException>(() => writer.Write("one/", Charge(1)));
        Assert.Throws<ArgumentException>(() => writer.Write("/one", Charge(1)));
        Assert.Throws<ArgumentException>(() => writer.Write("a;1/one", Charge(1)));
    }

    private static void Fill(RootFileWriter writer)
    {
        TreeModel treeModel = new("t");
        TreeScalarColumn<int> inTree = treeModel.AddScalar<int>("value");
        TreeWriter tree = writer.AddTree(treeModel, "reco/fast");
        NTupleModel model = new("n");
        ScalarColumn<int> value = model.AddScalar<int>("value");
        NTupleWriter ntuple = writer.AddNTuple(model, "reco");
        for (int i = 0; i < 20; i++)
        {
            (value.Value, inTree.Value) = (i, i);
            ntuple.Fill();
            tree.Fill();
            if (i == 9)
            {
                writer.Write("monitor/charge", Charge(1));
                writer.Commit();
            }
        }

        writer.Write("monitor/charge", Charge(2));
        writer.Write("charge", Charge(7));
        writer.Commit();
    }

    private static Histogram Charge(double content) => new("charge", [new HistogramAxis("", [0, 1])], [0, content, 0]);
}
