using Fathom.Root.NTuple;

namespace Fathom.Root.Tests.NTuple;

/// <summary>Every column type that a number can be kept in gives back what it promises.</summary>
public sealed class ColumnEncodingTests
{
    private static readonly double[] s_values = [0, 1, -2.5, 3.14159, 99.9, -99.9, 1e-3];

    public static TheoryData<string, double> Encodings() => new()
    {
        { "plain", 0 }, { "split", 0 }, { "half", 1e-3 }, { "splitHalf", 1e-3 }, { "single", 1e-7 }, { "splitSingle", 1e-7 },
        { "truncated", 1e-2 }, { "quantised", 1e-4 },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void A_double_comes_back_as_precisely_as_its_encoding_says(string name, double precision)
    {
        ColumnEncoding encoding = name switch
        {
            "plain" => ColumnEncoding.Plain,
            "split" => ColumnEncoding.Split,
            "half" => ColumnEncoding.Half,
            "splitHalf" => ColumnEncoding.SplitHalf,
            "single" => ColumnEncoding.Single,
            "splitSingle" => ColumnEncoding.SplitSingle,
            "truncated" => ColumnEncoding.Truncated(18),
            _ => ColumnEncoding.Quantised(23, -100, 100),
        };
        using TemporaryFolder folder = new();
        NTupleModel model = new("t");
        ScalarColumn<double> one = model.AddScalar<double>("one", encoding: encoding);
        VectorColumn<float> many = model.AddVector<float>("many", encoding: encoding);
        using (RootFileWriter writer = RootFileWriter.Create(folder["a.root"], new RootWriteOptions { PageBytes = 64, ClusterBytes = 50 }))
        {
            NTupleWriter ntuple = writer.AddNTuple(model);
            foreach (double value in s_values)
            {
                one.Value = value;
                many.Set([(float)value, (float)-value]);
                ntuple.Fill();
            }

            writer.Complete();
        }

        using RootFileReader reader = RootFileReader.Open(folder["a.root"]);
        NTupleReader read = reader.OpenNTuple("t");
        double[] ones = Numbers(read);
        Jagged<float> rows = Rows(read);
        for (int i = 0; i < s_values.Length; i++)
        {
            double tolerance = precision * Math.Max(1, Math.Abs(s_values[i]));
            Assert.InRange(ones[i] - s_values[i], -tolerance, tolerance);
            Assert.InRange(rows[i][1] + s_values[i], -tolerance - 1e-5, tolerance + 1e-5);
        }
    }

    [Fact]
    public void Numbers_outside_of_a_quantised_range_are_refused()
    {
        using TemporaryFolder folder = new();
        using RootFileWriter writer = RootFileWriter.Create(folder["a.root"]);
        foreach (double outside in new[] { 1.01, -0.01, double.NaN })
        {
            NTupleModel model = new($"t{outside}".Replace('.', '_'));
            model.AddScalar<double>("x", encoding: ColumnEncoding.Quantised(8, 0, 1)).Value = outside;
            NTupleWriter ntuple = writer.AddNTuple(model);
            Assert.Throws<ArgumentOutOfRangeException>(ntuple.Fill);
        }

        Assert.Throws<NotSupportedException>(() => new NTupleModel("u").AddScalar<int>("x", encoding: ColumnEncoding.Half));
        Assert.Throws<ArgumentOutOfRangeException>(() => ColumnEncoding.Truncated(32));
        Assert.Throws<ArgumentOutOfRangeException>(() => ColumnEncoding.Quantised(8, 1, 1));
    }

    private static double[] Numbers(NTupleReader read) =>
        ((Columns.NumberColumn<double>)read.ReadColumn("one", 0, s_values.Length)).Values.ToArray();

    private static Jagged<float> Rows(NTupleReader read)
    {
        Columns.ListColumn lists = (Columns.ListColumn)read.ReadColumn("many", 0, s_values.Length);
        long[] offsets = [.. lists.Offsets.ToArray().Select(offset => (long)offset)];
        return new Jagged<float>(offsets, ((Columns.NumberColumn<float>)lists.Items).Values.ToArray());
    }
}
