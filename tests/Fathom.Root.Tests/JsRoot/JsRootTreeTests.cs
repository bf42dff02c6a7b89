using System.Globalization;
using System.Text.Json;
using Fathom.Root.Tests.Files;
using Fathom.Root.Tests.Objects;
using Fathom.Root.Tests.Readme;
using Xunit.Abstractions;

namespace Fathom.Root.Tests.JsRoot;

/// <summary>Trees, histograms and graphs that we write, read by JSROOT: an implementation that is not ours.</summary>
public sealed class JsRootTreeTests(ITestOutputHelper output)
{
    /// <summary>
    /// What JSROOT 7.11.2 gives otherwise than it is written: fixed arrays of char, which it takes for texts, and large
    /// negative 64-bit integers, which it gives 2^32 apart.
    /// </summary>
    private static readonly string[] s_notRead = ["manyInt64", "oneInt64", "threeInt64", "threeSByte", "vectorInt64"];

    [Theory]
    [InlineData(RootCodec.None, 200)]
    [InlineData(RootCodec.Zstd, 1 << 18)]
    [InlineData(RootCodec.Zlib, 1000)]
    [InlineData(RootCodec.Lz4, 1000)]
    [InlineData(RootCodec.Lzma, 1000)]
    public void An_independent_reader_gets_every_value_of_a_tree(RootCodec codec, int pageBytes) => Check(codec, pageBytes, entries: 70);

    [Theory]
    [InlineData(RootCodec.None)]
    [InlineData(RootCodec.Zstd)]
    [InlineData(RootCodec.Zlib)]
    [InlineData(RootCodec.Lz4)]
    [InlineData(RootCodec.Lzma)]
    [Trait("Duration", "Long")]
    public void An_independent_reader_gets_ten_thousand_entries_of_every_type(RootCodec codec) => Check(codec, pageBytes: 32_000, entries: 10_000);

    [Fact]
    public void An_independent_reader_gets_histograms_and_graphs()
    {
        if (!JsRootCheck.JsRoot.IsAvailable(output))
        {
            return;
        }

        using TemporaryFolder folder = new();
        HistogramWriterTests.Write(folder["a.root"], RootCodec.Zlib);
        Dictionary<string, JsonElement> objects = JsRootCheck.JsRoot.ReadObjects(folder["a.root"], ["flat", "square", "points"]);
        Assert.Equal("TH1D", objects["flat"].GetProperty("_typename").GetString());
        Assert.Equal(HistogramWriterTests.Flat.Contents, Numbers(objects["flat"].GetProperty("fArray")));
        Assert.Equal(HistogramWriterTests.Flat.SumsOfSquares, Numbers(objects["flat"].GetProperty("fSumw2")));
        Assert.Equal("q [p.e.]", objects["flat"].GetProperty("fXaxis").GetProperty("fTitle").GetString());
        Assert.Equal(19, objects["flat"].GetProperty("fEntries").GetDouble());
        Assert.Equal(HistogramWriterTests.Square.Contents, Numbers(objects["square"].GetProperty("fArray")));
        Assert.Equal(HistogramWriterTests.Square.Axes[0].Edges, Numbers(objects["square"].GetProperty("fXaxis").GetProperty("fXbins")));
        Assert.Equal("TGraphErrors", objects["points"].GetProperty("_typename").GetString());
        Assert.Equal(HistogramWriterTests.Points.Y, Numbers(objects["points"].GetProperty("fY")));
        Assert.Equal(HistogramWriterTests.Points.ErrorsYHigh, Numbers(objects["points"].GetProperty("fEY")));
    }

    [Fact]
    public void An_independent_reader_finds_trees_in_folders_whose_branches_share_their_counts()
    {
        if (!JsRootCheck.JsRoot.IsAvailable(output))
        {
            return;
        }

        using TemporaryFolder folder = new();
        ReadmeSamples.WriteOnline(folder["a.root"], [([1, 2], [3, 4]), ([], []), ([5], [6])]);
        JsonElement tree = JsRootCheck.JsRoot.ReadTree(folder["a.root"], "run7/online/events");
        Assert.Equal(["1 2", "", "5"], Lists(tree, "charge"));
        Assert.Equal(["3 4", "", "6"], Lists(tree, "time"));
        Assert.Equal([2.0, 0, 1], Numbers(tree.GetProperty("columns").GetProperty("n")));
        JsonElement points = JsRootCheck.JsRoot.ReadObjects(folder["a.root"], ["run7/monitor/pulses"])["run7/monitor/pulses"];
        Assert.Equal([3.0, 4], Numbers(points.GetProperty("fY")));
    }

    private static IEnumerable<string> Lists(JsonElement tree, string branch) =>
        tree.GetProperty("columns").GetProperty(branch).EnumerateArray().Select(entry => string.Join(' ', Numbers(entry)));

    /// <summary>JSROOT gives truth values in arrays as 1 and 0.</summary>
    private static string Truths(string text) =>
        text.Replace("True", Exact.AsFloat64(1.0), StringComparison.Ordinal).Replace("False", Exact.AsFloat64(0.0), StringComparison.Ordinal);

    private void Check(RootCodec codec, int pageBytes, int entries)
    {
        if (!JsRootCheck.JsRoot.IsAvailable(output))
        {
            return;
        }

        using TemporaryFolder folder = new();
        EveryBranchFile file = EveryBranchFile.Write(folder["a.root"], new RootWriteOptions { Codec = codec, PageBytes = pageBytes }, seed: 6, entries);
        JsonElement tree = JsRootCheck.JsRoot.ReadTree(file.Path, "t");
        Assert.Equal(entries, tree.GetProperty("entries").GetInt32());
        Assert.Empty(tree.GetProperty("failed").EnumerateObject().Select(branch => $"{branch.Name}: {branch.Value}"));
        List<string> differing = [];
        foreach (BranchSample sample in file.Samples)
        {
            IEnumerable<string> written = sample.AsFloat64.Select(text => sample is TextSample ? text : Truths(text));
            IEnumerable<string> read = tree.GetProperty("columns").GetProperty(sample.Name).EnumerateArray()
                .Select(value => sample is TextSample ? value.GetString()! : Truths(Text(value)));
            (string Written, string Read)[] apart = [.. written.Zip(read).Where(pair => pair.First != pair.Second).Take(1)];
            if (apart.Length > 0 || read.Count() != entries)
            {
                output.WriteLine($"{sample.Name}: {read.Count()} entries; written {apart.FirstOrDefault().Written}, read {apart.FirstOrDefault().Read}");
                differing.Add(sample.Name);
            }
        }

        Assert.Equal(s_notRead, differing.Order());
    }

    private static IEnumerable<double> Numbers(JsonElement array) => array.EnumerateArray().Select(JsRootCheck.JsRoot.Number);

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => string.Join(' ', value.EnumerateArray().Select(Text)),
        JsonValueKind.True or JsonValueKind.False => Exact.AsFloat64(value.GetBoolean()),
        JsonValueKind.String when ulong.TryParse(value.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out ulong large) =>
            Exact.AsFloat64(JsRootCheck.JsRoot.AsFloat64(large)),
        JsonValueKind.String when long.TryParse(value.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole) && whole != 0 =>
            Exact.AsFloat64(JsRootCheck.JsRoot.AsFloat64(whole)),
        JsonValueKind.String when value.GetString() is not ("NaN" or "Infinity" or "-Infinity" or "-0") => $"text {value.GetString()}",
        _ => Exact.AsFloat64(JsRootCheck.JsRoot.Number(value)),
    };
}
