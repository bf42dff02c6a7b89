using System.Text;
using Fathom.RealDataFiles;
using Fathom.Vo.Releases;
using Fathom.Vo.Tables;
using Fathom.Vo.Tables.Reading;
using Xunit.Abstractions;

namespace Fathom.Vo.Tests.Releases;

public sealed class VoEventRowsTests(ITestOutputHelper output) : IDisposable
{
    private const string Good = """
        <?xml version="1.0"?>
        <voe:VOEvent ivorn="ivo://a/b#1" role="test" version="2.0" xmlns:voe="http://www.ivoa.net/xml/VOEvent/v2.0">
          <What><Param name="Energy" value="2" unit="TeV"/><Group><Param name="Flag" value="yes"/></Group></What>
          <WhereWhen><ObsDataLocation><ObservationLocation><AstroCoords>
            <Time><TimeInstant><ISOTime>2000-01-01T12:00:00</ISOTime></TimeInstant></Time>
            <Position2D><Value2><C1>10</C1><C2>-20</C2></Value2><Error2Radius>0.5</Error2Radius></Position2D>
          </AstroCoords></ObservationLocation></ObsDataLocation></WhereWhen>
        </voe:VOEvent>
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_alert_of_KM3_230213A_is_a_row_with_its_place_time_energy_and_four_radii()
    {
        if (RealData.Find("km3-230213a/KM3-230213A_voevent.xml", output) is not { } path)
        {
            return;
        }

        Assert.True(VoEventRows.IsOne(path));
        Dictionary<string, object?> row = await RowAsync(path);
        Assert.Equal(("KM3-230213A", 94.3, -7.8, 120.0), (row["identifier"], row["ra"], row["dec"], row["energy"]));
        Assert.Equal(59988 + (((1 * 60) + 16 + (47 / 60.0)) / 1440), (double)row["mjd"]!, 1e-9);
        Assert.Equal([3.0, 2.2, 1.5, 1.2], row.Where(column => column.Key.StartsWith("error", StringComparison.Ordinal)).Select(column => (double)column.Value!));
    }

    [Fact]
    public async Task Parameters_of_groups_are_columns_too_and_texts_stay_texts()
    {
        Dictionary<string, object?> row = await RowAsync(Written(Good));
        Assert.Equal(("yes", 2.0, 51544.5, 0.5), (row["flag"], row["energy"], row["mjd"], row["error_radius"]));
    }

    [Theory]
    [InlineData("<C1>10</C1>", "<C1>ten</C1>", "expected a number in C1")]
    [InlineData("2000-01-01T12:00:00", "noon", "expected an ISOTime")]
    [InlineData("Position2D", "Position3D", "no Position2D")]
    [InlineData("VOEvent/v2.0", "VOEvent/v1.1", "version 2.0")]
    [InlineData("</What>", "", "the XML is damaged")]
    [InlineData("<voe:VOEvent", "<!DOCTYPE a [<!ENTITY b \"c\">]><voe:VOEvent", "DTD")]
    public void What_is_no_VOEvent_of_an_observation_is_refused(string right, string wrong, string expected)
    {
        Assert.Contains(right, Good, StringComparison.Ordinal);
        string path = Written(Good.Replace(right, wrong, StringComparison.Ordinal));
        Assert.Contains(expected, Assert.Throws<TableFormatException>(() => VoEventRows.Open(path)).Message, StringComparison.Ordinal);
    }

    private string Written(string text)
    {
        File.WriteAllText(_folder["event.xml"], text, Encoding.UTF8);
        return _folder["event.xml"];
    }

    private static async Task<Dictionary<string, object?>> RowAsync(string path)
    {
        await using VoEventRows rows = VoEventRows.Open(path);
        IReadOnlyList<ColumnBatch> batch = (await rows.NextAsync(default))!;
        Assert.All(batch, column => Assert.Equal(1, column.Count));
        return rows.Columns.Zip(batch).ToDictionary(
            pair => pair.First.Name, pair => pair.Second is ValueBatch<double> numbers ? numbers.Values[0] : (object?)((ValueBatch<string>)pair.Second).Values[0]);
    }
}
