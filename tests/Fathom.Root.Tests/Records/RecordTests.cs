using Fathom.Root.NTuple;
using Fathom.Root.Records;
using Fathom.Root.Tests.Expected;
using Fathom.Root.Trees;

namespace Fathom.Root.Tests.Records;

public sealed class RecordTests
{
    [Fact]
    public void Branches_become_parameters_by_name_or_as_an_attribute_says()
    {
        if (ExpectedFile.Folder is not string folder)
        {
            return;
        }

        using RootFileReader reader = RootFileReader.Open(Path.Combine(folder, "root", "ttree", "uproot-HZZ-zlib.root"));
        TreeReader tree = reader.OpenTree("events");
        List<JetEvent> events = [.. tree.Records<JetEvent>()];
        Assert.Equal(2421, events.Count);
        Assert.All(events, read => Assert.Equal(read.Jets, read.Jet_Px.Length));
        float[] expected = ((Root.Columns.NumberColumn<float>)((Root.Columns.ListColumn)tree.Find("Jet_Px")!.Read(0, 2421)).Items).Values.ToArray();
        Assert.Equal(expected, events.SelectMany(read => read.Jet_Px));
        Assert.Equal(events[100..110].Select(read => read.Jets), tree.Records<JetEvent>(100, 10).Select(read => read.Jets));
    }

    [Fact]
    public void Fields_become_properties_numbers_widen_and_case_does_not_count()
    {
        using TemporaryFolder folder = new();
        Write(folder["a.root"]);
        using RootFileReader reader = RootFileReader.Open(folder["a.root"]);
        List<Settable> rows = [.. reader.OpenNTuple("events").Records<Settable>()];
        Assert.Equal([0L, 1, 2], rows.Select(row => row.Number));
        Assert.Equal(["event 0", "event 1", "event 2"], rows.Select(row => row.Name));
        Assert.Equal([0.0, 0.5], rows[2].List);
    }

    [Fact]
    public void Members_of_records_within_records_are_read_by_name()
    {
        if (ExpectedFile.Folder is not string folder)
        {
            return;
        }

        using RootFileReader reader = RootFileReader.Open(Path.Combine(folder, "km3net-events", "KM3NeT_00000133_JDAQEvent.root"));
        List<DaqEvent> events = [.. reader.OpenTree("KM3NET_EVENT").Records<DaqEvent>()];
        Assert.Equal(10, events.Count);
        Assert.Equal(new Start(1664354845, 2332336), events[0].Header.Timeslice_start);
        Assert.Equal((133, 91385L), (events[0].Header.Detector_id, events[0].Header.Frame_index));
    }

    [Fact]
    public void What_does_not_fit_is_said_by_name_before_anything_is_read()
    {
        using TemporaryFolder folder = new();
        Write(folder["a.root"]);
        using RootFileReader reader = RootFileReader.Open(folder["a.root"]);
        NTupleReader ntuple = reader.OpenNTuple("events");
        Assert.Contains("Missing", Assert.Throws<RootMappingException>(() => ntuple.Records<NoSuch>()).Message, StringComparison.Ordinal);
        Assert.Contains("Int16", Assert.Throws<RootMappingException>(() => ntuple.Records<Narrow>()).Message, StringComparison.Ordinal);
        Assert.Contains("String", Assert.Throws<RootMappingException>(() => ntuple.Records<WrongKind>()).Message, StringComparison.Ordinal);
        Assert.Throws<RootMappingException>(() => ntuple.Records<object>());
    }

    private static void Write(string path)
    {
        using RootFileWriter file = RootFileWriter.Create(path);
        NTupleModel model = new("events");
        ScalarColumn<int> number = model.AddScalar<int>("number");
        StringColumn name = model.AddString("name");
        VectorColumn<float> list = model.AddVector<float>("list");
        NTupleWriter writer = file.AddNTuple(model);
        for (int i = 0; i < 3; i++)
        {
            number.Value = i;
            name.Value = $"event {i}";
            list.Set([.. Enumerable.Range(0, i).Select(k => 0.5f * k)]);
            writer.Fill();
        }

        file.Complete();
    }

    private sealed record JetEvent(float[] Jet_Px, [RootColumn("NJet")] int Jets);

    private sealed class Settable
    {
        public long Number { get; set; }

        public string Name { get; set; } = "";

        public double[] List { get; set; } = [];
    }

    private sealed record DaqEvent([RootColumn("KM3NET_EVENT/KM3NETDAQ::JDAQEventHeader")] Header Header);

    private sealed record Header(int Detector_id, long Frame_index, Start Timeslice_start);

    private readonly record struct Start(uint UTC_seconds, uint UTC_16nanosecondcycles);

    private sealed record NoSuch(int Missing);

    private sealed record Narrow(short Number);

    private sealed record WrongKind(string Number);
}
