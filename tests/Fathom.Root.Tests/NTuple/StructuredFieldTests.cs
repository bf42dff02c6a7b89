using Fathom.Root.Columns;
using Fathom.Root.NTuple;
using Fathom.Root.Scans;
using Fathom.Root.Tests.Files;

namespace Fathom.Root.Tests.NTuple;

/// <summary>Fields of every structure that can be read can be written (specification, "Mapping of C++ Types").</summary>
public sealed class StructuredFieldTests
{
    private static readonly (string Name, FieldType Type)[] s_types =
    [
        ("nested", FieldType.List(FieldType.List(FieldType.Number<float>()))),
        ("narrow", FieldType.List(FieldType.Text, offsets: OffsetEncoding.Narrow)),
        ("ids", FieldType.List(FieldType.Number<int>(), "std::set<std::int32_t>")),
        ("byName", FieldType.Map(FieldType.Text, FieldType.List(FieldType.Number<double>()))),
        ("matrix", FieldType.Array(FieldType.Array(FieldType.Number<short>(), 2), 3)),
        ("mask", FieldType.Bitset(13)),
        ("jets", FieldType.List(FieldType.Record("Jet", ("pt", FieldType.Number<float>()), ("tags", FieldType.List(FieldType.Number<byte>()))))),
        ("pair", FieldType.Pair(FieldType.Number<long>(), FieldType.Text)),
        ("tuple", FieldType.Tuple(FieldType.Number<bool>(), FieldType.Number<ushort>(), FieldType.Text)),
        ("choice", FieldType.Variant(FieldType.Number<int>(), FieldType.Text, FieldType.List(FieldType.Number<float>()))),
        ("maybe", FieldType.Optional(FieldType.Record("P", ("x", FieldType.Number<double>()), ("y", FieldType.Number<uint>())))),
        ("state", FieldType.KeptAs("State", FieldType.Number<int>())),
        ("anonymous", FieldType.List(FieldType.Record("", ("q", FieldType.Number<sbyte>())), "")),
        ("raw", FieldType.List(FieldType.Byte)),
        ("letter", FieldType.Character),
    ];

    public static TheoryData<RootCodec, int, long> Layouts() => new()
    {
        { RootCodec.None, 64, 3000 },
        { RootCodec.Zstd, 96, 900 },
        { RootCodec.Lz4, 1 << 18, 1 << 24 },
    };

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Every_structure_comes_back_row_by_row(RootCodec codec, int pageBytes, long clusterBytes)
    {
        using TemporaryFolder folder = new();
        RootWriteOptions options = new() { Codec = codec, PageBytes = pageBytes, ClusterBytes = clusterBytes };
        List<RootColumn> written = Write(folder["a.root"], options, entries: 150);

        Assert.Empty(FileCheck.Of(folder["a.root"]));
        using RootFileReader reader = RootFileReader.Open(folder["a.root"]);
        NTupleReader ntuple = reader.OpenNTuple("t");
        for (int i = 0; i < s_types.Length; i++)
        {
            RootColumn column = ntuple.ReadColumn(s_types[i].Name, 0, 150);
            Assert.Equal(s_types[i].Type.CppName, ntuple.TypeOf(s_types[i].Name));
            Assert.All(Enumerable.Range(0, 150), row => Assert.Equal(written[i].ToJson(row), column.ToJson(row)));
        }
    }

    [Fact]
    public void A_projected_field_shows_what_it_is_a_view_of()
    {
        using TemporaryFolder folder = new();
        Write(folder["a.root"], new RootWriteOptions { PageBytes = 128, ClusterBytes = 1000 }, entries: 60);

        using RootFileReader reader = RootFileReader.Open(folder["a.root"]);
        NTupleReader ntuple = reader.OpenNTuple("t");
        Jagged<float> pt = ntuple.ReadVectors<float>("jets.pt");
        Assert.Equal(pt.Values, ntuple.ReadVectors<float>("jetPt").Values);
        Assert.Equal(Enumerable.Range(0, 60).Select(i => (ulong)pt[i].Length), ntuple.ReadScalars<ulong>("jetCount"));
    }

    [Fact]
    public void What_cannot_be_shown_or_filled_is_refused()
    {
        using TemporaryFolder folder = new();
        using RootFileWriter writer = RootFileWriter.Create(folder["a.root"]);
        NTupleModel scalar = new("a");
        scalar.AddScalar<int>("x");
        scalar.AddCardinality("n", "x");
        Assert.Throws<ArgumentException>(() => writer.AddNTuple(scalar));

        NTupleModel model = new("b");
        StructuredColumn fixedArray = model.AddField("three", FieldType.Array(FieldType.Number<int>(), 3));
        Assert.Throws<ArgumentException>(() => model.AddCardinality("three", "three"));
        Assert.Throws<ArgumentException>(() => fixedArray.SetBatch(new TextColumn()));
        NTupleWriter ntuple = writer.AddNTuple(model);
        Assert.Throws<InvalidOperationException>(ntuple.Fill);
    }

    [Fact]
    public void An_entry_that_only_some_fields_have_taken_never_gets_into_a_file()
    {
        using TemporaryFolder folder = new();
        using (RootFileWriter writer = RootFileWriter.Create(folder["a.root"]))
        {
            NTupleModel model = new("b");
            model.AddScalar<int>("x");
            StructuredColumn three = model.AddField("three", FieldType.Array(FieldType.Number<int>(), 3));
            NTupleWriter ntuple = writer.AddNTuple(model);
            ((ListColumn)three.Rows).EndRow();
            Assert.Throws<ArgumentException>(ntuple.Fill);
            Assert.Throws<InvalidOperationException>(ntuple.Fill);
            Assert.Throws<InvalidOperationException>(writer.Complete);
        }

        Assert.Empty(folder.Names);
    }

    private static List<RootColumn> Write(string path, RootWriteOptions options, int entries)
    {
        NTupleModel model = new("t");
        List<StructuredColumn> columns = [.. s_types.Select(field => model.AddField(field.Name, field.Type))];
        List<RootColumn> written = [.. s_types.Select(field => field.Type.NewColumn())];
        model.AddCardinality("jetCount", "jets");
        model.AddProjection("jetPt", "jets.pt");
        Random random = new(5);
        using RootFileWriter writer = RootFileWriter.Create(path, options);
        NTupleWriter ntuple = writer.AddNTuple(model);
        for (int entry = 0; entry < entries; entry++)
        {
            for (int i = 0; i < columns.Count; i++)
            {
                DrawRows.Add(columns[i].Rows, random, s_types[i].Name);
                written[i].AddFrom(columns[i].Rows, 0);
            }

            ntuple.Fill();
        }

        writer.Complete();
        return written;
    }
}
