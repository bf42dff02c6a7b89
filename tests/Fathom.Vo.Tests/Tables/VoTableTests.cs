using System.Text;
using System.Xml.Linq;
using Fathom.Vo.Tables;
using Fathom.Vo.Tables.Output;
using Fathom.Vo.Tables.Reading;

namespace Fathom.Vo.Tests.Tables;

public sealed class VoTableTests
{
    private static readonly XNamespace s_vo = "http://www.ivoa.net/xml/VOTable/v1.3";

    public static TheoryData<string> Serialisations =>
        ["votable", "votable/td", "votable/b", "application/x-votable+xml;version=1.5", "application/x-votable+xml;serialization=tabledata;version=1.5"];

    [Theory]
    [MemberData(nameof(Serialisations))]
    public async Task Every_value_and_null_comes_back(string format)
    {
        var (bytes, end) = await RoundTrips.WriteAsync(ListRows.Everything(), format);
        Assert.Equal(new ResultEnd(ResultStatus.Complete, 4), end);
        Assert.Equal(Expected(format, await ListRows.ReadAsync(ListRows.Everything())), await RoundTrips.ReadAsync(bytes));
    }

    [Theory]
    [MemberData(nameof(Serialisations))]
    public async Task Columns_come_back_with_what_they_mean(string format)
    {
        var (bytes, _) = await RoundTrips.WriteAsync(ListRows.Everything(), format);
        await using var source = TableReader.Open(new MemoryStream(bytes));
        var expected = ListRows.Everything().Columns.Select(column => column with
        {
            ConfidenceLevel = null,
            ArraySize = column.IsText ? column.ArraySize ?? "*" : column.ArraySize,
            Type = format == "votable/b" && column is { Type: VoType.UnsignedByte, ArraySize: null } ? VoType.Short : column.Type,
        });
        Assert.Equal(expected, source.Columns);
    }

    [Theory]
    [InlineData("votable")]
    [InlineData("votable/td")]
    [InlineData("votable/b")]
    public async Task Batches_of_any_size_give_the_same_document(string format)
    {
        var one = await RoundTrips.WriteAsync(ListRows.Everything(1), format);
        var all = await RoundTrips.WriteAsync(ListRows.Everything(100), format);
        Assert.Equal(all.Bytes, one.Bytes);
    }

    [Theory]
    [InlineData(0, "OVERFLOW")]
    [InlineData(2, "OVERFLOW")]
    [InlineData(3, "OVERFLOW")]
    [InlineData(4, "OK")]
    public async Task A_result_that_is_cut_short_says_so_after_its_rows(long limit, string status)
    {
        var (bytes, end) = await RoundTrips.WriteAsync(ListRows.Everything(), "votable/td", limit);
        var document = Parse(bytes);
        Assert.Equal(limit, document.Descendants(s_vo + "TR").Count());
        Assert.Equal(status, document.Descendants(s_vo + "INFO").Last().Attribute("value")!.Value);
        Assert.Equal(status == "OK" ? ResultStatus.Complete : ResultStatus.Overflow, end.Status);
    }

    [Fact]
    public async Task A_failure_after_the_first_rows_ends_in_one_well_formed_document_that_tells_it()
    {
        var rows = new ListRows([new("n", VoType.Int)], [[1], [2]], 1) { Breaks = new InvalidDataException("the <disk> is gone") };
        var (bytes, end) = await RoundTrips.WriteAsync(rows, "votable");
        var last = Parse(bytes).Descendants(s_vo + "INFO").Last();
        Assert.Equal(("QUERY_STATUS", "ERROR", "the <disk> is gone"), (last.Attribute("name")!.Value, last.Attribute("value")!.Value, last.Value));
        Assert.Equal((ResultStatus.Failed, 2), (end.Status, end.Rows));
        await Assert.ThrowsAsync<TableFormatException>(() => RoundTrips.ReadAsync(bytes));
    }

    [Fact]
    public async Task A_failure_before_the_first_row_is_thrown_and_nothing_is_written()
    {
        var rows = new ListRows([new("n", VoType.Int)], []) { Breaks = new InvalidDataException("no") };
        await Assert.ThrowsAsync<InvalidDataException>(() => RoundTrips.WriteAsync(rows, "votable"));
    }

    [Fact]
    public async Task Frames_and_clocks_are_declared_once_and_referred_to()
    {
        var rows = new ListRows(
            [
                new("ra", VoType.Double) { Frame = "ICRS" }, new("dec", VoType.Double) { Frame = "ICRS" },
                new("glon", VoType.Double) { Frame = "GALACTIC" }, new("t", VoType.Double) { Time = TimeSystem.ModifiedJulianUtc },
            ],
            []);
        var document = Parse((await RoundTrips.WriteAsync(rows, "votable")).Bytes);
        Assert.Equal(["ICRS", "galactic"], document.Descendants(s_vo + "COOSYS").Select(element => element.Attribute("system")!.Value));
        Assert.Equal(["frame1", "frame1", "frame2", "time1"], document.Descendants(s_vo + "FIELD").Select(field => field.Attribute("ref")!.Value));
        var clock = Assert.Single(document.Descendants(s_vo + "TIMESYS"));
        Assert.Equal(("MJD-origin", "UTC", "TOPOCENTER"), (clock.Attribute("timeorigin")!.Value, clock.Attribute("timescale")!.Value, clock.Attribute("refposition")!.Value));
    }

    [Fact]
    public async Task Texts_cannot_break_out_of_the_markup()
    {
        var evil = "\"/><INFO name='x'>&amp;\u0001\u0000\r]]>";
        var rows = new ListRows([new($"n{evil}", VoType.Char) { Unit = evil, Description = evil }], [[evil]]);
        var result = new ResultDescription { Name = evil, Description = evil, Infos = [new(evil, evil, evil)], Links = [new(evil, evil)] };
        var document = Parse((await RoundTrips.WriteAsync(rows, "votable/td", long.MaxValue, result)).Bytes);
        Assert.Equal("\"/><INFO name='x'>&amp;\uFFFD\uFFFD\r]]>", Assert.Single(document.Descendants(s_vo + "TD")).Value);
        Assert.Equal(2, document.Descendants(s_vo + "INFO").Count());
    }

    [Fact]
    public async Task Neither_a_literal_NULL_nor_an_arraysize_of_1_is_written()
    {
        var rows = new ListRows([new("c", VoType.Char) { ArraySize = "1" }, new("n", VoType.Int)], [[null, null]]);
        var text = Encoding.UTF8.GetString((await RoundTrips.WriteAsync(rows, "votable/td")).Bytes);
        Assert.DoesNotContain("NULL", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("arraysize=\"1\"", text, StringComparison.Ordinal);
        Assert.Contains("<TR><TD></TD><TD></TD></TR>", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_format_s_name_may_have_spaces_and_capitals_and_an_unknown_one_is_none()
    {
        Assert.Equal("csv", TableFormats.Find("TEXT/CSV")!.Extension);
        Assert.Same(TableFormats.Find("votable/td"), TableFormats.Find("application/x-votable+xml; serialization=TABLEDATA"));
        Assert.Same(TableFormats.VoTable, TableFormats.Find(null));
        Assert.Null(TableFormats.Find("application/x-excel"));
    }

    private static XDocument Parse(byte[] bytes) => XDocument.Load(new MemoryStream(bytes));

    /// <summary>An empty text is not told from none; BINARY has bytes as 16 bits and arrays without null.</summary>
    private static List<object?[]> Expected(string format, List<object?[]> rows) =>
        [.. rows.Select(row => row.Select((value, column) => (column, value) switch
        {
            (1, byte small) when format == "votable/b" => (short)small,
            (_, "") => null,
            (10, null) when format == "votable/b" => Array.Empty<double>(),
            (11, null) when format == "votable/b" => new[] { 0, 0 },
            (10, double[] { Length: 0 }) when format.Contains("td", StringComparison.Ordinal) || format.Contains("tabledata", StringComparison.Ordinal) => null,
            _ => value,
        }).ToArray())];
}
