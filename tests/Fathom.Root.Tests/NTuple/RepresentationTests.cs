using Fathom.Root.Batches;
using Fathom.Root.Columns;
using Fathom.Root.NTuple;
using Fathom.Root.Scans;

namespace Fathom.Root.Tests.NTuple;

/// <summary>Fields whose numbers are stored in another way from some cluster on (specification, "Suppressed Columns").</summary>
public sealed class RepresentationTests
{
    private const int Part = 600;
    private const int All = 4 * Part;

    [Theory]
    [InlineData(RootCodec.None, 64, 1_000, false)]
    [InlineData(RootCodec.Zstd, 1_000, 20_000, true)]
    [InlineData(RootCodec.Lz4, 1 << 18, 1 << 24, false)]
    public void Each_entry_has_the_precision_that_its_field_had_when_it_was_filled(RootCodec codec, int pageBytes, long clusterBytes, bool commit)
    {
        using TemporaryFolder folder = new();
        Write(folder["a.root"], new RootWriteOptions { Codec = codec, PageBytes = pageBytes, ClusterBytes = clusterBytes }, commit);

        Assert.Empty(FileCheck.Of(folder["a.root"]));
        using RootFileReader reader = RootFileReader.Open(folder["a.root"]);
        NTupleReader ntuple = reader.OpenNTuple("t");
        Assert.Equal(All, ntuple.EntryCount);
        CheckRange(ntuple, 0, All);
        for (int first = Part - 30; first < Part + 30; first += 7)
        {
            CheckRange(ntuple, first, 50);
            CheckRange(ntuple, first + Part, Part + 100);
        }
    }

    [Fact]
    public void Typed_reading_and_batches_go_on_across_a_change_of_representation()
    {
        using TemporaryFolder folder = new();
        Write(folder["a.root"], new RootWriteOptions { PageBytes = 500, ClusterBytes = 9_000 }, commit: false);
        using RootFileReader reader = RootFileReader.Open(folder["a.root"]);
        NTupleReader ntuple = reader.OpenNTuple("t");
        Assert.Equal(Enumerable.Range(0, All), ntuple.ReadScalars<int>("run"));
        List<float> hits = [];
        using ColumnStream stream = ntuple.Stream(["hits"], options: new BatchOptions { BatchBytes = 2_000 });
        foreach (ColumnBatch batch in stream)
        {
            hits.AddRange(batch.Lists<float>("hits").Values);
        }

        Assert.Equal(Enumerable.Range(0, All).SelectMany(Hits), hits);
    }

    [Fact]
    public void A_field_that_shows_another_shows_all_its_representations()
    {
        using TemporaryFolder folder = new();
        Write(folder["a.root"], new RootWriteOptions { ClusterBytes = 5_000 }, commit: false);
        using RootFileReader reader = RootFileReader.Open(folder["a.root"]);
        NTupleReader ntuple = reader.OpenNTuple("t");
        Assert.Equal(Rows(ntuple.ReadColumn("charge", 0, All)), Rows(ntuple.ReadColumn("shown", 0, All)));
    }

    [Fact]
    public void In_each_cluster_one_representation_has_pages_and_a_field_may_go_back_to_one_it_had()
    {
        using TemporaryFolder folder = new();
        NTupleModel model = new("t");
        ScalarColumn<int> run = model.AddScalar<int>("run", encoding: ColumnEncoding.Plain);
        long length = Length(folder["plain.root"], model, run, _ => { });
        NTupleModel changed = new("t");
        ScalarColumn<int> often = changed.AddScalar<int>("run", encoding: ColumnEncoding.Plain);
        long oftenLength = Length(folder["often.root"], changed, often, ntuple =>
        {
            ntuple.Represent(often, ntuple.EntryCount % (2 * Part) == 0 ? ColumnEncoding.Plain : ColumnEncoding.Split);
        });

        // Values are stored once: what is more is page lists and one column record, however often the representation changes.
        Assert.InRange(oftenLength - length, 1, 1_500);
        using RootFileReader reader = RootFileReader.Open(folder["often.root"]);
        Assert.Equal(Enumerable.Range(0, All), reader.OpenNTuple("t").ReadScalars<int>("run"));
    }

    [Fact]
    public void A_field_changed_before_the_first_entry_or_without_any_item_before_is_read()
    {
        using TemporaryFolder folder = new();
        NTupleModel model = new("t");
        ScalarColumn<double> charge = model.AddScalar<double>("charge");
        VectorColumn<float> hits = model.AddVector<float>("hits");
        using (RootFileWriter writer = RootFileWriter.Create(folder["a.root"]))
        {
            NTupleWriter ntuple = writer.AddNTuple(model);
            ntuple.Represent(charge, ColumnEncoding.Single);
            ntuple.Fill();
            ntuple.Represent(hits, ColumnEncoding.Truncated(16));
            charge.Value = 1.5;
            hits.Set([1, 2, 4]);
            ntuple.Fill();
            writer.Complete();
        }

        Assert.Empty(FileCheck.Of(folder["a.root"]));
        using RootFileReader reader = RootFileReader.Open(folder["a.root"]);
        NTupleReader read = reader.OpenNTuple("t");
        Assert.Equal(["0.0", "1.5"], Rows(read.ReadColumn("charge", 0, 2)));
        Assert.Equal(["[]", "[1.0, 2.0, 4.0]"], Rows(read.ReadColumn("hits", 0, 2)));
    }

    [Fact]
    public void What_cannot_be_represented_in_another_way_is_refused()
    {
        using TemporaryFolder folder = new();
        NTupleModel model = new("t");
        ScalarColumn<int> run = model.AddScalar<int>("run");
        StringColumn name = model.AddString("name");
        using RootFileWriter writer = RootFileWriter.Create(folder["a.root"]);
        NTupleWriter ntuple = writer.AddNTuple(model);
        Assert.Throws<ArgumentException>(() => ntuple.Represent(name, ColumnEncoding.Plain));
        Assert.Throws<ArgumentException>(() => ntuple.Represent(new NTupleModel("u").AddScalar<int>("run"), ColumnEncoding.Plain));
        Assert.Throws<NotSupportedException>(() => ntuple.Represent(run, ColumnEncoding.Half));
        writer.Complete();
        Assert.Throws<InvalidOperationException>(() => ntuple.Represent(run, ColumnEncoding.Plain));
    }

    private static double Charge(int entry)
    {
        double value = entry + 0.123456789;
        return (entry / Part) switch { 1 => (float)value, 2 => (double)(Half)value, _ => value };
    }

    private static long Length(string path, NTupleModel model, ScalarColumn<int> run, Action<NTupleWriter> change)
    {
        using (RootFileWriter writer = RootFileWriter.Create(path, new RootWriteOptions { Codec = RootCodec.None, ClusterBytes = Part * sizeof(int) }))
        {
            NTupleWriter ntuple = writer.AddNTuple(model);
            for (int i = 0; i < All; i++)
            {
                if (i % Part == 0)
                {
                    change(ntuple);
                }

                run.Value = i;
                ntuple.Fill();
            }

            writer.Complete();
        }

        return new FileInfo(path).Length;
    }

    private static IEnumerable<string> Rows(RootColumn column) => Enumerable.Range(0, column.Count).Select(column.ToJson);

    private static IEnumerable<float> Hits(int entry) => Enumerable.Range(0, entry % 4).Select(hit => (float)(hit * 4));

    private static void CheckRange(NTupleReader ntuple, int first, int count)
    {
        NumberColumn<double> charges = (NumberColumn<double>)ntuple.ReadColumn("charge", first, count);
        Assert.Equal(Enumerable.Range(first, count).Select(Charge), charges.Values.ToArray());
        ListColumn hits = (ListColumn)ntuple.ReadColumn("hits", first, count);
        Assert.Equal(Enumerable.Range(first, count).SelectMany(Hits), ((NumberColumn<float>)hits.Items).Values.ToArray());
    }

    /// <summary>Charges in double, single, and half precision, then in double again; hits truncated in the middle.</summary>
    internal static void Write(string path, RootWriteOptions options, bool commit)
    {
        NTupleModel model = new("t");
        ScalarColumn<int> run = model.AddScalar<int>("run");
        ScalarColumn<double> charge = model.AddScalar<double>("charge");
        VectorColumn<float> hits = model.AddVector<float>("hits");
        model.AddProjection("shown", "charge");
        using RootFileWriter writer = RootFileWriter.Create(path, options);
        NTupleWriter ntuple = writer.AddNTuple(model);
        for (int i = 0; i < All; i++)
        {
            if (i % Part == 0)
            {
                if (commit)
                {
                    writer.Commit();
                }

                ntuple.Represent(charge, (i / Part) switch { 1 => ColumnEncoding.SplitSingle, 2 => ColumnEncoding.SplitHalf, _ => ColumnEncoding.Default });
                ntuple.Represent(hits, i / Part == 2 ? ColumnEncoding.Truncated(12) : ColumnEncoding.Default);
            }

            run.Value = i;
            charge.Value = i + 0.123456789;
            hits.Set([.. Hits(i)]);
            ntuple.Fill();
        }

        writer.Complete();
    }
}
