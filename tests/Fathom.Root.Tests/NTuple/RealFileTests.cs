using System.Text.Json;
using System.Text.RegularExpressions;
using Fathom.Root.NTuple;
using Fathom.Root.Tests.Files;
using Xunit.Abstractions;

namespace Fathom.Root.Tests.NTuple;

/// <summary>Files written by ROOT, against what uproot reads from them.</summary>
public sealed class RealFileTests(ITestOutputHelper output)
{
    /// <summary>Types that this library does not read yet; everything else must be read.</summary>
    private static readonly HashSet<string> s_unsupported =
    [
        "std::array<float,3>", "std::vector<std::vector<std::int32_t>>", "std::vector<std::string>",
        "std::vector<std::vector<std::string>>", "std::variant<std::int32_t,std::string>",
        "std::vector<std::variant<std::int64_t,std::string>>", "std::tuple<std::int32_t,std::string>",
        "std::pair<std::int32_t,std::string>", "std::vector<std::tuple<std::int32_t,std::string>>", "LV", "std::array<LV,3>",
    ];

    /// <summary>Fields within those, and untyped ones.</summary>
    private static readonly HashSet<string> s_unsupportedFields =
    [
        "_collection0", "vector_tuple_int32_string.1", "array_lv.pt", "array_lv.eta", "array_lv.phi", "array_lv.mass",
    ];

    public static TheoryData<string> Files() => [.. RealFiles.Names];

    [Fact]
    public void No_file_is_left_out() => Assert.Equal(RealFiles.Names.Order(), RealFiles.Present().Order());

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_field_reads_as_by_an_independent_reader_or_is_listed_as_unsupported(string name)
    {
        if (RealFiles.Path(name, output) is not string path)
        {
            return;
        }

        using RootFileReader reader = RootFileReader.Open(path);
        int read = 0;
        foreach (JsonProperty tree in RealFiles.Expected(name).GetProperty("trees").EnumerateObject())
        {
            NTupleReader ntuple = reader.OpenNTuple(tree.Name.Split(';')[0]);
            Assert.Equal(tree.Value.GetProperty("entries").GetInt64(), ntuple.EntryCount);
            foreach (JsonProperty branch in tree.Value.GetProperty("branches").EnumerateObject())
            {
                string type = branch.Value.GetProperty("type").GetString()!;
                string field = PathOf(branch.Name);
                if (s_unsupported.Contains(type) || s_unsupportedFields.Contains(branch.Name))
                {
                    Assert.Throws<RootFormatException>(() => FieldSummary.Rows(ntuple, field, "float"));
                    Assert.Throws<RootFormatException>(() => ntuple.ReadScalars<float>(field));
                    continue;
                }

                read++;
                Check(branch.Value, ntuple, field, type);
            }
        }

        Assert.True(read > 0);
    }

    [Fact]
    public void A_hundred_million_entries_are_read_in_ranges()
    {
        if (RealFiles.Path("test_int_multicluster_rntuple_v1-0-0-0.root", output) is not string path)
        {
            return;
        }

        using RootFileReader reader = RootFileReader.Open(path, new RootReadOptions { MaximumReadBytes = 1 << 26 });
        NTupleReader ntuple = reader.OpenNTuple("ntuple");
        const int Step = 10_000_000;
        for (long first = 0; first < ntuple.EntryCount; first += Step)
        {
            short[] values = ntuple.ReadScalars<short>("one_integers", first, Step);
            Assert.Equal(-1, values.AsSpan().IndexOfAnyExcept(first < ntuple.EntryCount / 2 ? (short)2 : (short)1));
        }

        Assert.Throws<RootFormatException>(() => ntuple.ReadScalars<short>("one_integers"));
    }

    /// <summary>uproot counts the members of pairs and tuples; the format names them _0, _1, …</summary>
    private static string PathOf(string name) =>
        Regex.Replace(Regex.Replace(name, "^(vector_.*)\\.([0-9])$", "$1._0._$2"), "\\.([0-9])$", "._$1");

    private static void Check(JsonElement expected, NTupleReader ntuple, string path, string type)
    {
        if (!expected.TryGetProperty("n", out JsonElement count))
        {
            return;
        }

        string element = Regex.Replace(type, "^(std::vector|ROOT::VecOps::RVec)<(.*)>$", "$2")
            .Replace("ROOT::RNTupleCardinality<std::uint32_t>", "std::uint32_t", StringComparison.Ordinal);
        JsonElement first = expected.GetProperty("first");
        FieldSummary found = first.ValueKind == JsonValueKind.Array
            ? FieldSummary.Rows(ntuple, path, element)
            : FieldSummary.Scalars(ntuple, path, element);
        Assert.Equal(count.GetInt64(), found.Count);
        Assert.Equal(Values(first), found.First);
        if (expected.TryGetProperty("last", out JsonElement last))
        {
            Assert.Equal(Values(last), found.Last);
        }

        if (expected.TryGetProperty("sum", out JsonElement sum))
        {
            Assert.Equal(sum.GetDouble(), found.Sum, (Math.Abs(sum.GetDouble()) * 1e-12) + 1e-9);
        }
    }

    private static string[] Values(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => [.. value.EnumerateArray().SelectMany(Values)],
        JsonValueKind.Number => [FieldSummary.Text(value.GetDouble())],
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.True => [FieldSummary.Text(1)],
        JsonValueKind.False => [FieldSummary.Text(0)],
        _ => [],
    };
}
