using System.Text;
using System.Text.Json;
using Fathom.Vo.Tables;
using Fathom.Vo.Tables.Reading;
using Xunit.Abstractions;

namespace Fathom.Vo.Tests.Tables;

public sealed class TextTableTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("a,b\r\n1,x\r\n2,\"y,\"\"z\"\"\r\nw\"\r\n", "1|x;2|y,\"z\"\r\nw")]
    [InlineData("a\tb\n1\tx\n\n2\ty", "1|x;2|y")]
    [InlineData("# a comment, here\na;b\n1;x\n2;", "1|x;2|")]
    [InlineData("MJD\tRA\n  55694  2.5\n 55695 -3\n", "55694|2.5;55695|-3")]
    [InlineData("1,2\n3,4\n", "1|2;3|4")]
    [InlineData("\uFEFFa,b\n1,2\n", "1|2")]
    [InlineData("one\n5\n6\n", "5;6")]
    public async Task Tables_of_lines_are_read_whatever_stands_between_their_cells(string text, string expected)
    {
        var rows = await Read(text);
        Assert.Equal(expected, string.Join(';', rows.Select(row => string.Join('|', row.Select(cell => Convert.ToString(cell, System.Globalization.CultureInfo.InvariantCulture))))));
    }

    [Fact]
    public async Task Types_and_names_are_found_from_the_rows()
    {
        await using var source = TableReader.Open(new MemoryStream(Encoding.UTF8.GetBytes(
            "n,big,x,flag,code,text,beta,,n\n1,5000000000,1e-3,true,007,a b,β,,\n-2,1,,FALSE,012,c,\"\",1,2\n")));
        Assert.Equal(["n", "big", "x", "flag", "code", "text", "beta", "col8", "n_2"], source.Columns.Select(column => column.Name));
        Assert.Equal(
            [VoType.Int, VoType.Long, VoType.Double, VoType.Boolean, VoType.Char, VoType.Char, VoType.UnicodeChar, VoType.Int, VoType.Int],
            source.Columns.Select(column => column.Type));
        var rows = await ListRows.ReadAsync(source);
        Assert.Equal([-2, 1L, null, false, "012", "c", null, 1, 2], rows[1]);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("a,b\n1,2\n1,2,3\n", "line 3: expected 2 cells, found 3")]
    [InlineData("a,b\n1,\"x\n", "line 2: a cell in quotes does not end")]
    [InlineData("a,b\n1,\"x\"y\n", "line 2: cell 2: expected ',' after a quote, found 'y'")]
    [InlineData("\0\u0001\u0002", "none of VOTable")]
    [InlineData("{\"a\":[1,2],\"b\":[1]}", "column b: expected 2 values")]
    [InlineData("{\"a\":[1,2", "line 1")]
    public async Task What_cannot_be_read_is_refused_with_its_place(string text, string expected) =>
        Assert.Contains(expected, (await Assert.ThrowsAsync<TableFormatException>(() => Read(text))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Bytes_that_are_no_utf_8_are_refused_with_their_line() =>
        Assert.Contains("not UTF-8", (await Assert.ThrowsAsync<TableFormatException>(() => RoundTrips.ReadAsync([.. "a,b\n1,"u8, 0xC3, 0x28]))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_line_without_end_and_lines_of_too_many_cells_are_refused()
    {
        var limits = new TableLimits { CellBytes = 4096, Columns = 50 };
        await Assert.ThrowsAsync<TableFormatException>(() => RoundTrips.ReadAsync(Encoding.UTF8.GetBytes("a\n" + new string('x', 100_000)), limits));
        await Assert.ThrowsAsync<TableFormatException>(() => RoundTrips.ReadAsync(Encoding.UTF8.GetBytes("a\n" + new string(',', 1000)), limits));
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("tsv")]
    public async Task Lines_that_were_written_are_read_back(string format)
    {
        var rows = new ListRows(
            [new("n", VoType.Int), new("x", VoType.Double), new("text", VoType.Char)],
            [[1, 0.1, "a,b \"c\""], [null, null, null], [-5, 1e300, " padded "]]);
        var (bytes, _) = await RoundTrips.WriteAsync(rows, format);
        Assert.Equal([[1, 0.1, "a,b \"c\""], [null, null, null], [-5, 1e300, " padded "]], await RoundTrips.ReadAsync(bytes));
    }

    [Fact]
    public async Task Json_is_json_whatever_the_values()
    {
        var (bytes, _) = await RoundTrips.WriteAsync(ListRows.Everything(), "json");
        using var document = JsonDocument.Parse(bytes);
        Assert.Equal(12, document.RootElement.GetProperty("columns").GetArrayLength());
        Assert.Equal("<a&b>\"'", document.RootElement.GetProperty("data")[1][7].GetString());
        Assert.Equal(JsonValueKind.Null, document.RootElement.GetProperty("data")[1][5].ValueKind);
        Assert.Equal(2.5, document.RootElement.GetProperty("data")[0][10][1].GetDouble());
        Assert.Equal("OK", document.RootElement.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Html_shows_texts_as_texts()
    {
        var rows = new ListRows([new("<b>", VoType.Char)], [["<script>alert(1)</script>"]]);
        var text = Encoding.UTF8.GetString((await RoundTrips.WriteAsync(rows, "html")).Bytes);
        Assert.DoesNotContain("<script", text, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_gamma_cat_catalogue_is_read_as_its_header_says()
    {
        if (Fathom.RealDataFiles.RealData.Find("gammacat/gammacat.ecsv", output) is not { } path)
        {
            return;
        }

        await using var source = TableReader.Open(path);
        Assert.Equal(new ColumnDescription("source_id", VoType.Int) { Description = "Source ID (integer)" }, source.Columns[0]);
        var rows = await ListRows.ReadAsync(source);
        var names = source.Columns.Select(column => column.Name).ToList();
        var crab = Assert.Single(rows, row => (string?)row[1] == "Crab nebula");
        Assert.Equal(83.6, (float)crab[names.IndexOf("ra")]!, 0.1);
        Assert.Equal(22.0, (float)crab[names.IndexOf("dec")]!, 0.1);
        Assert.Equal(rows.Count, rows.Select(row => row[0]).Distinct().Count());
    }

    [Fact]
    public async Task The_high_energy_starting_events_are_read_though_their_json_has_NaN()
    {
        if (Fathom.RealDataFiles.RealData.Find("icecube-hese7/HESE_data.json", output) is not { } path)
        {
            return;
        }

        await using var source = TableReader.Open(path);
        Assert.Equal(["recoDepositedEnergy", "recoMorphology", "recoZenith", "recoLength"], source.Columns.Select(column => column.Name));
        var rows = await ListRows.ReadAsync(source);
        Assert.Equal(102, rows.Count);
        Assert.Equal([40094.5703125, 0, 1.8270703554153442, null], rows[0]);
    }

    private static Task<List<object?[]>> Read(string text) => RoundTrips.ReadAsync(Encoding.UTF8.GetBytes(text));
}
