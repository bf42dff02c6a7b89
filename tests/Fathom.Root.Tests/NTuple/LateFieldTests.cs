using Fathom.Root.Columns;
using Fathom.Root.NTuple;
using Fathom.Root.Scans;

namespace Fathom.Root.Tests.NTuple;

/// <summary>Fields that are added while an RNTuple is written (specification, schema extension and deferred columns).</summary>
public sealed class LateFieldTests
{
    private const int Before = 700;
    private const int Between = 300;
    private const int After = 500;

    [Theory]
    [InlineData(RootCodec.None, 64, 1_000, false)]
    [InlineData(RootCodec.Zstd, 1_000, 20_000, true)]
    [InlineData(RootCodec.Lz4, 1 << 18, 1 << 24, false)]
    public void Entries_before_a_late_field_have_zeros_and_empty_lists_in_it(RootCodec codec, int pageBytes, long clusterBytes, bool commit)
    {
        using TemporaryFolder folder = new();
        Write(folder["a.root"], new RootWriteOptions { Codec = codec, PageBytes = pageBytes, ClusterBytes = clusterBytes }, commit);

        Assert.Empty(FileCheck.Of(folder["a.root"]));
        using RootFileReader reader = RootFileReader.Open(folder["a.root"]);
        NTupleReader ntuple = reader.OpenNTuple("t");
        int all = Before + Between + After;
        Assert.Equal(all, ntuple.EntryCount);
        Assert.Equal(Enumerable.Range(0, all), ntuple.ReadScalars<int>("run"));
        for (int i = 0; i < all; i++)
        {
            bool first = i >= Before;
            bool second = i >= Before + Between;
            Assert.Equal(first ? $"{i + 0.5:F1}" : "0.0", Row(ntuple, "charge", i));
            Assert.Equal(first ? Hits(i) : "[]", Row(ntuple, "hits", i));
            Assert.Equal(second ? $"\"event {i}\"" : "\"\"", Row(ntuple, "name", i));
            Assert.Equal(second ? $"[{i}, {-i}, 1]" : "[0, 0, 0]", Row(ntuple, "place", i));
        }
    }

    [Fact]
    public void Ranges_across_the_begin_of_a_late_field_are_read_alike()
    {
        using TemporaryFolder folder = new();
        Write(folder["a.root"], new RootWriteOptions { PageBytes = 500, ClusterBytes = 9_000 }, commit: false);
        using RootFileReader reader = RootFileReader.Open(folder["a.root"]);
        NTupleReader ntuple = reader.OpenNTuple("t");
        RootColumn whole = ntuple.ReadColumn("hits", 0, (int)ntuple.EntryCount);
        for (int first = Before - 20; first < Before + 20; first += 7)
        {
            RootColumn part = ntuple.ReadColumn("hits", first, 50);
            Assert.Equal(Enumerable.Range(first, 50).Select(whole.ToJson), Enumerable.Range(0, 50).Select(part.ToJson));
        }
    }

    [Fact]
    public void A_field_that_is_added_before_the_first_entry_misses_none()
    {
        using TemporaryFolder folder = new();
        NTupleModel model = new("t");
        ScalarColumn<int> run = model.AddScalar<int>("run");
        ScalarColumn<long> late = null!;
        using (RootFileWriter writer = RootFileWriter.Create(folder["a.root"]))
        {
            NTupleWriter ntuple = writer.AddNTuple(model);
            ntuple.Extend(added => late = added.AddScalar<long>("late"));
            (run.Value, late.Value) = (1, 2);
            ntuple.Fill();
            writer.Complete();
        }

        using RootFileReader reader = RootFileReader.Open(folder["a.root"]);
        Assert.Equal([2L], reader.OpenNTuple("t").ReadScalars<long>("late"));
    }

    [Fact]
    public void What_cannot_be_added_late_is_refused()
    {
        using TemporaryFolder folder = new();
        NTupleModel model = new("t");
        _ = model.AddVector<int>("run");
        using RootFileWriter writer = RootFileWriter.Create(folder["a.root"]);
        NTupleWriter ntuple = writer.AddNTuple(model);
        Assert.Throws<ArgumentException>(() => ntuple.Extend(added => added.AddScalar<int>("run")));
        Assert.Throws<InvalidOperationException>(() => ntuple.Extend(added => added.AddCardinality("n", "run")));
        Assert.Throws<InvalidOperationException>(() => model.AddScalar<int>("other"));
        writer.Complete();
        Assert.Throws<InvalidOperationException>(() => ntuple.Extend(added => added.AddScalar<int>("last")));
    }

    private static string Hits(int entry) => $"[{string.Join(", ", Enumerable.Range(0, entry % 4).Select(hit => entry + hit))}]";

    private static string Row(NTupleReader ntuple, string path, int entry) => ntuple.ReadColumn(path, entry, 1).ToJson(0);

    /// <summary>A field from the begin, two after 700 entries, two after 1,000.</summary>
    internal static void Write(string path, RootWriteOptions options, bool commit)
    {
        NTupleModel model = new("t");
        ScalarColumn<int> run = model.AddScalar<int>("run");
        ScalarColumn<double> charge = null!;
        VectorColumn<int> hits = null!;
        StringColumn name = null!;
        StructuredColumn place = null!;
        using RootFileWriter writer = RootFileWriter.Create(path, options);
        NTupleWriter ntuple = writer.AddNTuple(model);
        for (int i = 0; i < Before + Between + After; i++)
        {
            if (i == Before)
            {
                if (commit)
                {
                    writer.Commit();
                }

                ntuple.Extend(added =>
                {
                    charge = added.AddScalar<double>("charge");
                    hits = added.AddVector<int>("hits");
                });
            }

            if (i == Before + Between)
            {
                ntuple.Extend(added => name = added.AddString("name"));
                ntuple.Extend(added => place = added.AddField("place", FieldType.Array(FieldType.Number<int>(), 3)));
            }

            run.Value = i;
            if (i >= Before)
            {
                charge.Value = i + 0.5;
                hits.Set([.. Enumerable.Range(0, i % 4).Select(hit => i + hit)]);
            }

            if (i >= Before + Between)
            {
                name.Value = $"event {i}";
                SetPlace(place, i);
            }

            ntuple.Fill();
        }

        writer.Complete();
    }

    private static void SetPlace(StructuredColumn place, int entry)
    {
        ListColumn rows = (ListColumn)place.Rows;
        ((NumberColumn<int>)rows.Items).Add([entry, -entry, 1]);
        rows.EndRow();
    }
}
