using System.Text;
using System.Xml.Linq;
using Fathom.Vo.Publishing;
using Fathom.Vo.Registry;
using Fathom.Vo.Releases;
using Fathom.Vo.Tables;
using Fathom.Vo.Tests.Tables;
using Fathom.Vo.VoEvents;

namespace Fathom.Vo.Tests.VoEvents;

public sealed class EventPacketTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("voevent").FullName;

    // An event of ANTARES as KM3NeT publishes it (MJD 55592.169: 2011-01-31, 04:03:21.6).
    [Fact]
    public async Task An_event_tells_what_was_seen_where_and_when_and_is_read_again()
    {
        byte[] packet = await WriteAsync(ReleaseKind.Events);
        XElement root = XDocument.Parse(Encoding.UTF8.GetString(packet)).Root!;
        Assert.Equal("ivo://fathom.example/releases/ant#ANT%203412", (string)root.Attribute("ivorn")!);
        Assert.Equal("observation", (string)root.Attribute("role")!);
        Assert.Equal("UTC-ICRS-TOPO", (string)root.Descendants("AstroCoords").Single().Attribute("coord_system_id")!);
        Assert.Equal("2011-01-31T04:03:21.600000", root.Descendants("ISOTime").Single().Value);
        XElement hits = root.Descendants("Param").Single(parameter => (string)parameter.Attribute("name")! == "nhit");
        Assert.Equal(("48", "int", "meta.number"), ((string)hits.Attribute("value")!, (string)hits.Attribute("dataType")!, (string)hits.Attribute("ucd")!));

        string file = Path.Combine(_folder, "event.xml");
        await File.WriteAllBytesAsync(file, packet);
        await using VoEventRows again = VoEventRows.Open(file);
        IReadOnlyList<ColumnBatch> row = (await again.NextAsync(default))!;
        double Value(string name) => ((ValueBatch<double>)row[again.Columns.ToList().FindIndex(column => column.Name == name)]).Values[0];
        Assert.Equal((43.3, 35.8), (Value("ra"), Value("dec")));
        Assert.Equal(0.3, Value("error_radius"));
    }

    [Fact]
    public async Task An_event_that_nobody_has_seen_says_so()
    {
        XElement root = XDocument.Parse(Encoding.UTF8.GetString(await WriteAsync(ReleaseKind.MadeEvents))).Root!;
        Assert.Equal("test", (string)root.Attribute("role")!);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<byte[]> WriteAsync(ReleaseKind kind)
    {
        ColumnDescription[] columns =
        [
            new("id", VoType.Char) { ArraySize = "*", Ucd = "meta.id;meta.main" }, new("mjd", VoType.Double) { Unit = "d", Ucd = "time.epoch", Time = TimeSystem.ModifiedJulianUtc },
            new("beta", VoType.Double) { Unit = "deg", Ucd = "stat.error;pos.eq" }, new("nhit", VoType.Int) { Ucd = "meta.number" },
            new("ra", VoType.Double) { Unit = "deg", Ucd = "pos.eq.ra;meta.main" }, new("dec", VoType.Double) { Unit = "deg", Ucd = "pos.eq.dec;meta.main" },
        ];
        var shelf = new ReleaseShelf(Path.Combine(_folder, kind.ToString()));
        await using var rows = new ListRows(columns, [["ANT 3412", 55592.169, 0.3, 48, 43.3, 35.8]]);
        await ReleaseWriter.WriteAsync(shelf.PlaceFor("ant", "1.0"), "ant", "main", rows, new ReleaseDescription { Name = "ant", Version = "1.0", Title = "Events", Instrument = "ANTARES", Kind = kind });
        var release = new PublishedRelease(shelf.Find("ant")!, shelf.Files);
        return EventPacket.Write(release, 0, "ANT 3412", new Publisher("fathom.example", "Example", "a@b.example", DateTimeOffset.UnixEpoch), new Uri("https://data.example/releases/ant"));
    }
}
