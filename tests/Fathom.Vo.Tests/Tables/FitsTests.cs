using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using Fathom.Sky.Sphere;
using Fathom.Vo.Tables;
using Fathom.Vo.Tables.Fits;
using Fathom.Vo.Tables.Output;
using Fathom.Vo.Tables.Reading;

namespace Fathom.Vo.Tests.Tables;

public sealed class FitsTests
{
    [Fact]
    public async Task Every_value_and_null_comes_back()
    {
        var rows = new ListRows(
            [
                new("flag", VoType.Boolean), new("small", VoType.UnsignedByte), new("short", VoType.Short), new("n", VoType.Int),
                new("id", VoType.Long), new("f", VoType.Float) { Unit = "deg", Ucd = "stat.error", Description = "It's an error" }, new("d", VoType.Double),
                new("text", VoType.Char) { ArraySize = "*" }, new("pair", VoType.Int) { ArraySize = "2" }, new("list", VoType.Double) { ArraySize = "*" },
            ],
            [
                [true, (byte)255, (short)-1, 7, 1L, 1.5f, 2.5, "longer text", new[] { 1, 2 }, new[] { 1.0 }],
                [false, (byte)0, short.MaxValue, 8, long.MaxValue, float.PositiveInfinity, -0.5, "β", new[] { 3, 4 }, new[] { 1.0, 2.0 }],
                [null, null, null, null, null, null, null, null, new[] { 5, 6 }, Array.Empty<double>()],
            ]);
        var (bytes, end) = await RoundTrips.WriteAsync(rows, "fits");
        Assert.Equal((0, ResultStatus.Complete, 3L), (bytes.Length % 2880, end.Status, end.Rows));
        var read = await RoundTrips.ReadAsync(bytes);
        Assert.Equal([true, (short)255, (short)-1, 7, 1L, 1.5f, 2.5, "longer text", new[] { 1, 2 }, new[] { 1.0, double.NaN }], read[0]);
        Assert.Equal([false, (short)0, short.MaxValue, 8, long.MaxValue, float.PositiveInfinity, -0.5, "?", new[] { 3, 4 }, new[] { 1.0, 2.0 }], read[1]);
        Assert.Equal([null, null, null, null, null, null, null, null, new[] { 5, 6 }, new[] { double.NaN, double.NaN }], read[2]);
        await using var source = TableReader.Open(new MemoryStream(bytes));
        Assert.Equal(new ColumnDescription("f", VoType.Float) { Unit = "deg", Ucd = "stat.error", Description = "It's an error" }, source.Columns[5]);
    }

    [Fact]
    public async Task A_result_that_is_cut_short_says_so_in_its_header()
    {
        var (bytes, end) = await RoundTrips.WriteAsync(ListRows.Everything(), "fits", 2);
        Assert.Equal((ResultStatus.Overflow, 2L), (end.Status, end.Rows));
        Assert.Contains("QSTATUS = 'OVERFLOW'", Encoding.ASCII.GetString(bytes), StringComparison.Ordinal);
        Assert.Equal(2, (await RoundTrips.ReadAsync(bytes)).Count);
    }

    [Fact]
    public async Task A_coverage_map_is_a_table_of_its_cells()
    {
        var moc = HealpixMoc.OfCircle(10, 20, 5, 8);
        var output = new ArrayBufferWriter<byte>();
        FitsMoc.Write(moc, output);
        Assert.Equal(0, output.WrittenCount % 2880);
        var rows = await RoundTrips.ReadAsync(output.WrittenSpan.ToArray());
        var ranges = rows.Select(row => (long)row[0]!).Select(number => (Number: number, Order: (BitOperations.Log2((ulong)number) - 2) / 2))
            .Select(cell => (Cell: cell.Number - (4L << (2 * cell.Order)), Shift: 2 * (29 - cell.Order)))
            .Select(cell => (cell.Cell << cell.Shift, (cell.Cell + 1) << cell.Shift));
        Assert.Equal(moc.Ranges, HealpixMoc.Of(8, ranges).Ranges);
    }

    [Fact]
    public async Task A_failure_leaves_nothing_written()
    {
        var rows = new ListRows([new("n", VoType.Int)], [[1]], 1) { Breaks = new InvalidDataException("no") };
        await Assert.ThrowsAsync<InvalidDataException>(() => RoundTrips.WriteAsync(rows, "fits"));
    }

    [Fact]
    public async Task Unsigned_and_scaled_numbers_bits_complex_numbers_and_arrays_in_the_heap_are_read()
    {
        var row = new byte[2 + 4 + 1 + 8 + 8];
        BinaryPrimitives.WriteInt16BigEndian(row, -32768);
        BinaryPrimitives.WriteInt32BigEndian(row.AsSpan(2), 10);
        row[6] = 0b1100_0000;
        BinaryPrimitives.WriteSingleBigEndian(row.AsSpan(7), 1.5f);
        BinaryPrimitives.WriteSingleBigEndian(row.AsSpan(11), -1f);
        BinaryPrimitives.WriteInt32BigEndian(row.AsSpan(15), 2);
        BinaryPrimitives.WriteInt32BigEndian(row.AsSpan(19), 1);
        byte[] heap = [0, 0, 7, 0, 8];
        var file = Fits(23, 1, heap.Length, [.. row, .. heap],
            "TFORM1  = '1I'", "TZERO1  = 32768", "TFORM2  = '1J'", "TSCAL2  = 0.5", "TFORM3  = '3X'", "TFORM4  = '1C'", "TFORM5  = '1PI(2)'");
        Assert.Equal([0, 5.0, new[] { true, true, false }, new[] { 1.5f, -1f }, new short[] { 7, 8 }], Assert.Single(await RoundTrips.ReadAsync(file)));
    }

    [Theory]
    [InlineData("TFORM1  = '1Z'", 8, 1, 0, "type of binary tables")]
    [InlineData("TFORM1  = '1D'", 9, 1, 0, "NAXIS1")]
    [InlineData("TFORM1  = '1D'", 8, 1000, 0, "ends before")]
    [InlineData("TFORM1  = '999999999D'", 8, 1, 0, "more than a file")]
    [InlineData("TFORM1  = '1PD'", 8, 1, 0, "not within a heap")]
    public async Task What_cannot_be_read_is_refused(string form, int width, int rows, int heap, string expected)
    {
        byte[] data = [0, 0, 0, 9, 0, 0, 0, 0, 0];
        var error = await Assert.ThrowsAsync<TableFormatException>(() => RoundTrips.ReadAsync(Fits(width, rows, heap, data, form)));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    private static byte[] Fits(int width, int rows, int heap, byte[] data, params string[] columns)
    {
        string[] primary = ["SIMPLE  = T", "BITPIX  = 8", "NAXIS   = 0", "END"];
        string[] table =
        [
            "XTENSION= 'BINTABLE'", "BITPIX  = 8", "NAXIS   = 2", $"NAXIS1  = {width}", $"NAXIS2  = {rows}", $"PCOUNT  = {heap}", "GCOUNT  = 1",
            $"TFIELDS = {columns.Count(column => column.StartsWith("TFORM", StringComparison.Ordinal))}", .. columns, "END",
        ];
        byte[] padded = [.. data, .. new byte[2880 - (data.Length % 2880)]];
        return [.. Header(primary), .. Header(table), .. padded];
    }

    private static byte[] Header(string[] cards) => Encoding.ASCII.GetBytes(string.Concat(cards.Select(card => card.PadRight(80))).PadRight(2880));
}
