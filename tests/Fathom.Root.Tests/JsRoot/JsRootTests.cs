using System.Text.Json;
using Fathom.Root.Tests.Files;
using Fathom.Root.Tests.NTuple;
using Xunit.Abstractions;

namespace Fathom.Root.Tests.JsRoot;

/// <summary>What we write, read by JSROOT: an implementation that is not ours.</summary>
public sealed class JsRootTests(ITestOutputHelper output)
{
    public static TheoryData<RootCodec, int, long, long> Layouts() => new()
    {
        { RootCodec.None, 64, 4000, 2_000_000_000 },
        { RootCodec.Zstd, 64, 4000, 2_000_000_000 },
        { RootCodec.Zstd, 1 << 18, 1 << 24, 2_000_000_000 },
        { RootCodec.None, 1 << 18, 20_000, 1000 },
        { RootCodec.Zlib, 4096, 1 << 24, 2_000_000_000 },
        { RootCodec.Lz4, 4096, 1 << 24, 2_000_000_000 },
        { RootCodec.Lzma, 4096, 1 << 24, 2_000_000_000 },
    };

    [Theory]
    [MemberData(nameof(Layouts))]
    public void An_independent_reader_gets_every_value(RootCodec codec, int pageBytes, long clusterBytes, long bigFrom)
    {
        if (!JsRootCheck.JsRoot.IsAvailable(output))
        {
            return;
        }

        using TemporaryFolder folder = new();
        RootWriteOptions options = new() { Codec = codec, PageBytes = pageBytes, ClusterBytes = clusterBytes };
        EveryTypeFile file = EveryTypeFile.Write(folder["a.root"], options, seed: 11, [90, 0, 13], bigFrom);
        Dictionary<string, JsonElement> ntuples = JsRootCheck.JsRoot.Read(file.Path, file.NTuples.Keys);
        foreach ((string name, IReadOnlyList<Measurement> fields) in file.NTuples)
        {
            JsonElement read = ntuples[name];
            Assert.Equal(fields[0].Written.Count, read.GetProperty("entries").GetInt32());
            Assert.Equal(
                fields.Select(field => (field.Name, field.TypeName)),
                read.GetProperty("fields").EnumerateArray()
                    .Select(field => (field.GetProperty("name").GetString()!, field.GetProperty("type").GetString()!)));
            foreach (Measurement field in fields)
            {
                JsonElement column = read.GetProperty("columns").GetProperty(field.Name);
                bool isText = field is TextMeasurement;
                Assert.Equal(field.AsFloat64, column.EnumerateArray().Select(value => isText ? value.GetString()! : Text(value)));
            }
        }
    }

    /// <summary>JSROOT 7.11.2 does not read the values of late fields, whose columns have no pages in the first clusters.</summary>
    [Fact]
    public void An_independent_reader_finds_late_fields_and_reads_those_that_were_there_before()
    {
        if (!JsRootCheck.JsRoot.IsAvailable(output))
        {
            return;
        }

        using TemporaryFolder folder = new();
        LateFieldTests.Write(folder["a.root"], new RootWriteOptions { ClusterBytes = 2_000 }, commit: false);
        JsonElement read = JsRootCheck.JsRoot.ReadFields(folder["a.root"], "t", ["run"]);
        Assert.Equal(
            ["run std::int32_t", "charge double", "hits std::vector<std::int32_t>", "name std::string", "place std::array<std::int32_t,3>"],
            read.GetProperty("fields").EnumerateArray().Select(field => $"{field.GetProperty("name")} {field.GetProperty("type")}"));
        Assert.Equal(Enumerable.Range(0, 1_500), read.GetProperty("columns").GetProperty("run").EnumerateArray().Select(value => value.GetInt32()));
    }

    /// <summary>JSROOT 7.11.2 reads which columns are suppressed, but takes the first representation for their values.</summary>
    [Fact]
    public void An_independent_reader_reads_page_lists_with_suppressed_columns_and_the_fields_beside_them()
    {
        if (!JsRootCheck.JsRoot.IsAvailable(output))
        {
            return;
        }

        using TemporaryFolder folder = new();
        RepresentationTests.Write(folder["a.root"], new RootWriteOptions { ClusterBytes = 2_000 }, commit: false);
        JsonElement read = JsRootCheck.JsRoot.ReadFields(folder["a.root"], "t", ["run"]);
        Assert.Equal(Enumerable.Range(0, 2_400), read.GetProperty("columns").GetProperty("run").EnumerateArray().Select(value => value.GetInt32()));
    }

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => string.Join(' ', value.EnumerateArray().Select(Text)),
        JsonValueKind.True or JsonValueKind.False => Exact.AsFloat64(value.GetBoolean()),
        _ => Exact.AsFloat64(JsRootCheck.JsRoot.Number(value)),
    };
}
