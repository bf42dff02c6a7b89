using Fathom.Events.Records;
using Fathom.Events.Telescope;
using Fathom.Events.Tiers;
using Fathom.RealDataFiles;
using Fathom.Root;
using Fathom.Root.NTuple;
using Fathom.Vo.Releases;
using Fathom.Vo.Tables;
using Fathom.Vo.Tables.Reading;
using Fathom.Vo.Tests.Tables;
using Xunit.Abstractions;

namespace Fathom.Vo.Tests.Releases;

public sealed class ReleaseSourcesTests(ITestOutputHelper output) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_flat_field_of_an_ntuple_becomes_a_column_and_lists_do_not()
    {
        Write("a.root", ("events", 5000));
        await using IRowSource rows = ReleaseSources.Open(_folder["a.root"]);
        Assert.Equal(
            [("name", VoType.Char), ("count", VoType.Long), ("energy", VoType.Double), ("good", VoType.Boolean)], rows.Columns.Select(column => (column.Name, column.Type)));
        List<object?[]> read = await ListRows.ReadAsync(ReleaseSources.Open(_folder["a.root"]));
        Assert.Equal(5000, read.Count);
        Assert.Equal(["e4999", 4_294_967_295L, 499.9, true], read[^1]);
    }

    [Fact]
    public async Task Where_there_are_several_the_object_is_named_after_a_hash()
    {
        Write("a.root", ("one", 1), ("two", 2));
        Assert.Contains("one, two", Assert.Throws<TableFormatException>(() => ReleaseSources.Open(_folder["a.root"])).Message, StringComparison.Ordinal);
        Assert.Contains("'three'", Assert.Throws<TableFormatException>(() => ReleaseSources.Open(_folder["a.root"] + "#three")).Message, StringComparison.Ordinal);
        Assert.Equal(2, (await ListRows.ReadAsync(ReleaseSources.Open(_folder["a.root"] + "#two"))).Count);
        await File.WriteAllTextAsync(_folder["broken.root"], "root");
        Assert.Throws<TableFormatException>(() => ReleaseSources.Open(_folder["broken.root"]));
    }

    [Fact]
    public async Task A_tree_that_ROOT_wrote_is_read_to_its_last_entry()
    {
        if (RealData.Find("root/ttree/uproot-Zmumu-uncompressed.root", output) is not { } path)
        {
            return;
        }

        await using IRowSource rows = ReleaseSources.Open(path + "#events");
        int energy = rows.Columns.Select(column => column.Name).ToList().IndexOf("E1"), px = rows.Columns.Select(column => column.Name).ToList().IndexOf("px1");
        List<object?[]> read = await ListRows.ReadAsync(ReleaseSources.Open(path + "#events"));
        Assert.Equal(2304, read.Count);
        Assert.Equal(134734.9767271907, read.Sum(row => (double)row[energy]! + (double)row[px]!), 1e-6);
    }

    [Fact]
    public async Task Reduced_telescope_events_are_a_release_with_positions()
    {
        ReducedEventFile.Write(_folder["reduced.root"], [Reduced("A", 10, 20), Reduced("B", 11, -20)]);
        var release = ReleaseYaml.Read(
            """
            name: t
            version: "1.0"
            title: t
            authors: [a]
            abstract: b
            licence: CC-BY-4.0
            columns:
              - {source: name, ucd: meta.id;meta.main}
              - {source: rightAscension, name: ra, unit: deg, ucd: pos.eq.ra;meta.main}
              - {source: declination, name: dec, unit: deg, ucd: pos.eq.dec;meta.main}
            """,
            "t.yaml");
        (IReadOnlyList<ReleaseProblem> problems, long? rows) = await ReleaseImport.WriteAsync([_folder["reduced.root"]], release, _folder["t"], default);
        Assert.Empty(problems.Where(problem => problem.IsError));
        Assert.Equal(2, rows);
        using var table = ReleaseTable.Open(_folder["t"]);
        Assert.Equal([20.0, -20.0], table.Numbers<double>(table.Declination, 0, 2).ToArray().OrderDescending());
    }

    [Fact]
    public async Task Events_of_a_miniESD_file_are_rows_with_their_vertex_where_they_have_one()
    {
        using (MiniEsdWriter writer = MiniEsdWriter.Create(_folder["mini.root"], 0))
        {
            writer.Append(new MiniEvent(7, new TriggerRecord(1, 86_400_000_000_000, 1), new OecRecord(OecClass.PointLike, 900, 1200.5), VertexAlgorithm.JVertex,
                new VertexRecord { Status = VertexStatus.Converged, Energy = 2.2, EnergyPrecision = 0.05, X = 1, Y = 2, Z = 3 }));
            writer.Append(new MiniEvent(7, new TriggerRecord(2, 43_200_000_000_000, 1), new OecRecord(OecClass.DarkNoise, 20, 21), VertexAlgorithm.None, null));
            writer.Complete([new SectionInfo(7, 1, 0, 1_000_000_000, 0, 2, 0, true, [])], []);
        }

        await using IRowSource rows = ReleaseSources.Open(_folder["mini.root"]);
        Dictionary<string, int> at = rows.Columns.Select((column, i) => (column.Name, i)).ToDictionary(pair => pair.Name, pair => pair.i);
        List<object?[]> read = await ListRows.ReadAsync(ReleaseSources.Open(_folder["mini.root"]));
        Assert.Equal((7L, 40588.0, 2.2, 0.05, (short)2, 3.0), (read[0][at["run"]], read[0][at["mjd"]], read[0][at["energy"]], read[0][at["energy_error"]], read[0][at["vertex_algorithm"]], read[0][at["z"]]));
        Assert.Equal((40587.5, 20, (short)1), (read[1][at["mjd"]], read[1][at["hit_count"]], read[1][at["event_class"]]));
        Assert.True(read[1][at["energy"]] is null or double.NaN);
        ReleaseDescription release = new()
        {
            Name = "m",
            Version = "1.0",
            Title = "t",
            Authors = ["a"],
            Abstract = "b",
            Licence = "CC0-1.0",
            RowNumber = "id",
            Lacks = new Dictionary<string, string> { ["positions"] = "a liquid scintillator sees no direction" },
        };
        await using DescribedRows described = await ReleaseImport.OpenAsync([_folder["mini.root"]], release);
        Assert.DoesNotContain(ReleaseCheck.Check(release, described.Columns), problem => problem.IsError || problem.Place.StartsWith("column", StringComparison.Ordinal));
    }

    private static ReducedEvent Reduced(string name, double ra, double dec) => new(name, 60000, 0, ra, dec, 0, 0, 0, 0, 1, 10, 0, 0, 0, 0, 0, 1, 0, 0, 0);

    private void Write(string name, params (string Name, int Rows)[] ntuples)
    {
        using RootFileWriter file = RootFileWriter.Create(_folder[name]);
        foreach ((string ntuple, int rows) in ntuples)
        {
            var model = new NTupleModel(ntuple);
            var text = model.AddString("name");
            var count = model.AddScalar<uint>("count");
            var energy = model.AddScalar<double>("energy");
            var list = model.AddVector<float>("times");
            var good = model.AddScalar<bool>("good");
            NTupleWriter writer = file.AddNTuple(model);
            for (int i = 0; i < rows; i++)
            {
                (text.Value, count.Value, energy.Value, good.Value) = ($"e{i}", uint.MaxValue, i / 10.0, true);
                list.Set([i, i]);
                writer.Fill();
            }
        }

        file.Complete();
    }
}
