using System.IO.Compression;
using System.Text;
using Fathom.Vo.Tables.Reading;

namespace Fathom.Vo.Tests.Tables;

public sealed class VoTableReaderTests
{
    private const string Head = "<VOTABLE version='1.1' xmlns='http://www.ivoa.net/xml/VOTable/v1.1'><RESOURCE><TABLE>";
    private const string Tail = "</TABLE></RESOURCE></VOTABLE>";

    [Fact]
    public async Task Bits_complex_numbers_stated_nulls_and_hexadecimals_are_read()
    {
        var rows = await Read(Head + """
            <FIELD name='b' datatype='bit'/><FIELD name='bb' datatype='bit' arraysize='3'/><FIELD name='z' datatype='floatComplex'/>
            <FIELD name='n' datatype='short'><VALUES null='-99'/></FIELD><FIELD name='h' datatype='int'/><FIELD name='c' datatype='char'/>
            <DATA><TABLEDATA><TR><TD>1</TD><TD>1 0 1</TD><TD>1.5 -2</TD><TD>-99</TD><TD> 0x1F </TD><TD>x</TD></TR>
            <TR><TD/><TD/><TD/><TD>7</TD><TD></TD><TD><![CDATA[<]]></TD></TR></TABLEDATA></DATA>
            """ + Tail);
        Assert.Equal([true, new[] { true, false, true }, new[] { 1.5f, -2f }, null, 31, "x"], rows[0]);
        Assert.Equal([null, null, null, (short)7, null, "<"], rows[1]);
    }

    [Fact]
    public async Task Rows_in_base64_of_any_layout_are_read()
    {
        // bit[9], short with null 7, char*, doubleComplex*: two rows of BINARY
        byte[] row = [0b1010_0000, 0b1000_0000, 0, 7, 0, 0, 0, 2, (byte)'h', (byte)'i', 0, 0, 0, 1, .. BigEndianDouble(1), .. BigEndianDouble(-2)];
        var base64 = Convert.ToBase64String([.. row, .. row], Base64FormattingOptions.InsertLineBreaks);
        var rows = await Read(Head + """
            <FIELD name='b' datatype='bit' arraysize='9'/><FIELD name='n' datatype='short'><VALUES null='7'/></FIELD>
            <FIELD name='c' datatype='char' arraysize='*'/><FIELD name='z' datatype='doubleComplex' arraysize='*'/>
            """ + $"<DATA><BINARY><STREAM encoding='base64'>\n {base64} </STREAM></BINARY></DATA>" + Tail);
        Assert.Equal(2, rows.Count);
        Assert.Equal([new[] { true, false, true, false, false, false, false, false, true }, null, "hi", new[] { 1.0, -2.0 }], rows[1]);
    }

    [Fact]
    public async Task A_table_without_data_has_no_rows() =>
        Assert.Empty(await Read(Head + "<FIELD name='n' datatype='int'/>" + Tail));

    [Fact]
    public async Task A_table_in_utf_16_and_one_that_is_compressed_are_read()
    {
        var text = Head + "<FIELD name='n' datatype='unicodeChar' arraysize='*'/><DATA><TABLEDATA><TR><TD>β</TD></TR></TABLEDATA></DATA>" + Tail;
        Assert.Equal("β", Assert.Single(await RoundTrips.ReadAsync([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text)]))[0]);
        Assert.Equal("β", Assert.Single(await RoundTrips.ReadAsync(Compressed(Encoding.UTF8.GetBytes(text))))[0]);
    }

    [Theory]
    [InlineData("<!DOCTYPE VOTABLE [<!ENTITY a 'aaaa'>]>" + Head + Tail, "DTD")]
    [InlineData("<!DOCTYPE VOTABLE SYSTEM 'file:///etc/passwd'>" + Head + Tail, "DTD")]
    [InlineData("<html></html>", "expected VOTABLE")]
    [InlineData("<VOTABLE/>", "no TABLE")]
    [InlineData(Head + "<FIELD name='n' datatype='integer'/>" + Tail, "datatype")]
    [InlineData(Head + "<FIELD datatype='int'/>" + Tail, "name")]
    [InlineData(Head + "<FIELD name='n' datatype='int' arraysize='3x-1'/>" + Tail, "arraysize")]
    [InlineData(Head + "<FIELD name='n' datatype='int' arraysize='99999x99999x99999'/>" + Tail, "too large")]
    [InlineData(Head + "<FIELD name='n' datatype='int'/><DATA><TABLEDATA><TR><TD>1.5</TD></TR></TABLEDATA></DATA>" + Tail, "column n: expected int")]
    [InlineData(Head + "<FIELD name='n' datatype='int'/><DATA><TABLEDATA><TR><TD>1</TD><TD>1</TD></TR></TABLEDATA></DATA>" + Tail, "found more")]
    [InlineData(Head + "<FIELD name='n' datatype='int'/><DATA><TABLEDATA><TR></TR></TABLEDATA></DATA>" + Tail, "found 0")]
    [InlineData(Head + "<FIELD name='n' datatype='int'/><DATA><TABLEDATA><TR><TD>1</TD></TR>", "cut short")]
    [InlineData(Head + "<FIELD name='n' datatype='int'/><DATA><BINARY><STREAM href='http://x/y'/></BINARY></DATA>" + Tail, "not fetched")]
    [InlineData(Head + "<FIELD name='n' datatype='int'/><DATA><BINARY><STREAM encoding='gzip'/></BINARY></DATA>" + Tail, "base64")]
    [InlineData(Head + "<FIELD name='n' datatype='int'/><DATA><BINARY><STREAM encoding='base64'>AAAAAQAA</STREAM></BINARY></DATA>" + Tail, "within a value")]
    [InlineData(Head + "<FIELD name='n' datatype='int'/><DATA><BINARY><STREAM encoding='base64'>A*A</STREAM></BINARY></DATA>" + Tail, "line")]
    [InlineData(Head + "<FIELD name='n' datatype='char' arraysize='*'/><DATA><BINARY><STREAM encoding='base64'>f////0E=</STREAM></BINARY></DATA>" + Tail, "elements")]
    [InlineData(Head + "<DATA><FITS><STREAM/></FITS></DATA>" + Tail, "FITS")]
    public async Task What_cannot_be_read_is_refused_with_its_place(string document, string expected)
    {
        var error = await Assert.ThrowsAsync<TableFormatException>(() => Read(document));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.True(error.Line > 0 || expected is "too large" or "DTD");
    }

    [Theory]
    [InlineData("votable")]
    [InlineData("votable/td")]
    [InlineData("votable/b")]
    [InlineData("fits")]
    public async Task A_file_that_was_cut_short_anywhere_gives_an_error_and_nothing_else(string format)
    {
        var (bytes, _) = await RoundTrips.WriteAsync(ListRows.Everything(), format);
        for (var length = 30; length < (bytes.AsSpan().TrimEnd("\n\0"u8).Length - 12); length += 41)
        {
            await Assert.ThrowsAsync<TableFormatException>(() => RoundTrips.ReadAsync(bytes[..length]));
        }
    }

    [Theory]
    [InlineData("votable")]
    [InlineData("votable/td")]
    [InlineData("votable/b")]
    [InlineData("fits")]
    [InlineData("csv")]
    public async Task A_damaged_file_gives_rows_or_an_error_and_nothing_else(string format)
    {
        var (whole, _) = await RoundTrips.WriteAsync(ListRows.Everything(), format);
        var random = new Random(17);
        for (var i = 0; i < 300; i++)
        {
            var damaged = (byte[])whole.Clone();
            for (var changes = random.Next(1, 4); changes > 0; changes--)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            try
            {
                await RoundTrips.ReadAsync(damaged, new TableLimits { CellBytes = 1 << 20 });
            }
            catch (TableFormatException)
            {
                // A refusal is what is wanted.
            }
        }
    }

    [Fact]
    public async Task Too_many_elements_within_one_another_are_refused()
    {
        var document = "<VOTABLE>" + string.Concat(Enumerable.Repeat("<RESOURCE>", 5000)) + "<TABLE>";
        Assert.Contains("within one another", (await Assert.ThrowsAsync<TableFormatException>(() => Read(document))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tag_or_a_cell_without_end_is_refused_before_it_is_in_memory()
    {
        var limits = new TableLimits { CellBytes = 10_000 };
        var tag = Head + $"<FIELD name='{new string('x', 100_000)}' datatype='int'/>" + Tail;
        var cell = Head + $"<FIELD name='c' datatype='char' arraysize='*'/><DATA><TABLEDATA><TR><TD>{new string('x', 100_000)}</TD>";
        Assert.Contains("a tag is longer", (await Assert.ThrowsAsync<TableFormatException>(() => Read(tag, limits))).Message, StringComparison.Ordinal);
        Assert.Contains("a cell is longer", (await Assert.ThrowsAsync<TableFormatException>(() => Read(cell, limits))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_compressed_bomb_ends_at_the_limit()
    {
        var bomb = Compressed([.. Encoding.UTF8.GetBytes(Head), .. Enumerable.Repeat((byte)' ', 8 << 20)]);
        Assert.True(bomb.Length < 100_000);
        var error = await Assert.ThrowsAsync<TableFormatException>(() => RoundTrips.ReadAsync(bomb, new TableLimits { Bytes = 1 << 20 }));
        Assert.Contains("longer than the 1048576 bytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_rows_or_columns_than_allowed_are_refused()
    {
        var (bytes, _) = await RoundTrips.WriteAsync(ListRows.Everything(), "votable");
        await Assert.ThrowsAsync<TableFormatException>(() => RoundTrips.ReadAsync(bytes, new TableLimits { Rows = 3 }));
        await Assert.ThrowsAsync<TableFormatException>(() => RoundTrips.ReadAsync(bytes, new TableLimits { Columns = 11 }));
    }

    private static Task<List<object?[]>> Read(string document, TableLimits? limits = null) => RoundTrips.ReadAsync(Encoding.UTF8.GetBytes(document), limits);

    private static byte[] Compressed(byte[] bytes)
    {
        var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return stream.ToArray();
    }

    private static byte[] BigEndianDouble(double value)
    {
        var bytes = new byte[8];
        System.Buffers.Binary.BinaryPrimitives.WriteDoubleBigEndian(bytes, value);
        return bytes;
    }
}
