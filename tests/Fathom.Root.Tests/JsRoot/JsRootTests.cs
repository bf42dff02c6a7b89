using System.Text.Json;
using Fathom.Root.Tests.Files;
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

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => string.Join(' ', value.EnumerateArray().Select(Text)),
        JsonValueKind.True or JsonValueKind.False => Exact.AsFloat64(value.GetBoolean()),
        _ => Exact.AsFloat64(JsRootCheck.JsRoot.Number(value)),
    };
}
