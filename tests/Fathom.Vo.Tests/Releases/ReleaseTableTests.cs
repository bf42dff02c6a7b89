using System.Text;
using Fathom.Sky.Sphere;
using Fathom.Vo.Cone;
using Fathom.Vo.Releases;
using Fathom.Vo.Tables;
using Fathom.Vo.Tests.Tables;

namespace Fathom.Vo.Tests.Releases;

public sealed class ReleaseTableTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_is_written_is_read_in_the_order_in_which_it_came_where_there_is_no_position()
    {
        await ReleaseWriter.WriteAsync(_folder["t"], "s", "main", ListRows.Everything());
        using var table = ReleaseTable.Open(_folder["t"]);
        table.Verify();
        Assert.Equal(4, table.Rows);
        Assert.Equal("s.main", table.Description.QualifiedName);
        Assert.Equal(await ListRows.ReadAsync(ListRows.Everything()), await ListRows.ReadAsync(TableRows.All(table)));
        Assert.Equal(ListRows.Everything().Columns, table.Description.Columns.Select(column => column with { Minimum = null, Maximum = null }));
        Assert.Equal((0.0, 255.0), table.Description.Columns.Where(column => column.Name == "small").Select(column => (column.Minimum ?? -1, column.Maximum ?? -1)).Single());
        Assert.Equal(-1, table.RightAscension);
    }

    [Theory]
    [InlineData(ReleaseWriter.DefaultMemory)]
    [InlineData(1 << 16)]
    public async Task Rows_stand_in_the_order_of_their_cells_whatever_memory_the_sorting_has(int memory)
    {
        await ReleaseWriter.WriteAsync(_folder["t"], "s", "main", new SyntheticEvents(20_000, 5), memory: memory);
        using var table = ReleaseTable.Open(_folder["t"]);
        table.Verify();
        var finest = new HealpixGrid(29);
        var (ra, dec) = (table.Numbers<double>(1, 0, 20_000).ToArray(), table.Numbers<double>(2, 0, 20_000).ToArray());
        var cells = ra.Zip(dec, finest.Nested).ToArray();
        Assert.Equal(cells.Order(), cells);
        var expected = await ListRows.ReadAsync(new SyntheticEvents(20_000, 5));
        var found = await ListRows.ReadAsync(TableRows.All(table));
        Assert.Equal(expected.OrderBy(row => finest.Nested((double)row[1]!, (double)row[2]!)), found);
        Assert.Equal(["t"], _folder.Names);
    }

    [Fact]
    public async Task A_file_is_the_same_to_the_byte_whatever_memory_the_sorting_has()
    {
        await ReleaseWriter.WriteAsync(_folder["a"], "s", "main", new SyntheticEvents(5_000, 5));
        await ReleaseWriter.WriteAsync(_folder["b"], "s", "main", new SyntheticEvents(5_000, 5), memory: 10_000);
        Assert.Equal(File.ReadAllBytes(_folder["a"]), File.ReadAllBytes(_folder["b"]));
    }

    [Theory]
    [InlineData(0, 0, 3)]
    [InlineData(359.9, -20, 2)]
    [InlineData(0.05, 50, 2)]
    [InlineData(120, 90, 4)]
    [InlineData(120, -89.9, 4)]
    [InlineData(-10, 33, 40)]
    [InlineData(200, 10, 120)]
    [InlineData(200, 10, 180)]
    [InlineData(200, 10, 0)]
    public async Task A_circle_finds_the_rows_that_a_look_at_every_row_finds(double rightAscension, double declination, double radius)
    {
        await ReleaseWriter.WriteAsync(_folder["t"], "s", "main", new SyntheticEvents(50_000, 9));
        using var table = ReleaseTable.Open(_folder["t"]);
        var found = ConeRows.Find(table, rightAscension, declination, radius)
            .SelectMany(range => Enumerable.Range((int)range.First, range.Count)).ToList();
        var expected = Enumerable.Range(0, 50_000).Where(row => GreatCircle.DistanceDegrees(
            rightAscension, declination, table.Numbers<double>(1, row, 1)[0], table.Numbers<double>(2, row, 1)[0]) <= radius);
        Assert.Equal(expected, found);
        Assert.True(radius == 0 || found.Count > 0);
    }

    [Fact]
    public async Task The_coverage_holds_every_row_and_no_empty_cell()
    {
        await ReleaseWriter.WriteAsync(_folder["t"], "s", "main", new SyntheticEvents(3_000, 9));
        using var table = ReleaseTable.Open(_folder["t"]);
        var coverage = table.Coverage(3);
        var grid = new HealpixGrid(coverage.Order);
        var (ra, dec) = (table.Numbers<double>(1, 0, 3_000).ToArray(), table.Numbers<double>(2, 0, 3_000).ToArray());
        Assert.All(ra.Zip(dec), at => Assert.True(coverage.Contains(at.First, at.Second)));
        Assert.Equal(ra.Zip(dec, grid.Nested).Distinct().Count() / (double)grid.Cells, coverage.Fraction, 1e-12);
    }

    [Theory]
    [InlineData(10, 8)]
    [InlineData(3_000, 12)]
    public async Task The_coverage_is_as_fine_as_it_is_asked_for_however_few_the_rows(int rows, int order)
    {
        await ReleaseWriter.WriteAsync(_folder["t"], "s", "main", new SyntheticEvents(rows, 9));
        using var table = ReleaseTable.Open(_folder["t"]);
        var (ra, dec) = (table.Numbers<double>(1, 0, rows).ToArray(), table.Numbers<double>(2, 0, rows).ToArray());
        Assert.Equal(ra.Zip(dec, new HealpixGrid(order).Nested).Distinct().Count() / (double)new HealpixGrid(order).Cells, table.Coverage(order).Fraction, 1e-12);
    }

    [Fact]
    public async Task The_counts_of_cells_are_those_of_the_rows_in_them()
    {
        await ReleaseWriter.WriteAsync(_folder["t"], "s", "main", new SyntheticEvents(30_000, 9));
        using var table = ReleaseTable.Open(_folder["t"]);
        var (ra, dec) = (table.Numbers<double>(1, 0, 30_000).ToArray(), table.Numbers<double>(2, 0, 30_000).ToArray());
        var counted = table.CellCounts(2);
        Assert.Equal(192, counted.Length);
        Assert.All(ra.Zip(dec, new HealpixGrid(2).Nested).GroupBy(cell => cell), cell => Assert.Equal(cell.Count(), counted[cell.Key]));
        Assert.Equal(30_000, counted.Sum());
    }

    [Fact]
    public async Task Rows_without_a_position_are_kept_and_never_found()
    {
        ColumnDescription[] columns =
        [
            new("ra", VoType.Float) { Ucd = "pos.eq.ra;meta.main" }, new("dec", VoType.Double) { Ucd = "POS.EQ.DEC;META.MAIN" }, new("name", VoType.Char),
        ];
        object?[][] rows = [[null, 1.0, "a"], [1f, null, "b"], [2f, 91.0, "c"], [359.99f, 0.0, "d"], [0.5f, 0.0, "e"], [float.NaN, 0.0, "f"]];
        await ReleaseWriter.WriteAsync(_folder["t"], "s", "main", new ListRows(columns, rows));
        using var table = ReleaseTable.Open(_folder["t"]);
        var all = new List<RowRange>();
        table.AddCircle(0, 0, 180, all);
        Assert.Equal([new RowRange(0, 2, true)], all);
        Assert.Equal(["e", "d", "a", "b", "c", "f"], Enumerable.Range(0, 6).Select(row => Encoding.UTF8.GetString(table.Text(2, row))));
        Assert.True(table.IsNull(0, 2));
        Assert.False(table.IsNull(0, 4));
        Assert.True(table.IsNull(0, 5));
    }

    [Fact]
    public async Task Statistics_are_those_of_the_values()
    {
        await ReleaseWriter.WriteAsync(_folder["t"], "s", "main", new SyntheticEvents(30_000, 1));
        using var table = ReleaseTable.Open(_folder["t"]);
        var hits = table.Numbers<int>(3, 0, 30_000).ToArray();
        var statistics = table.Statistics(3);
        Assert.Equal((hits.Min(), hits.Max(), 0L), (statistics.Minimum, statistics.Maximum, statistics.Nulls));
        Assert.Equal(hits.Average(), statistics.Mean!.Value, 1e-9);
        Assert.Equal(hits.Distinct().Count(), statistics.Distinct);
        Assert.InRange(table.Statistics(0).Distinct!.Value, 28_500, 31_500);
    }

    [Fact]
    public async Task Many_different_texts_and_few_are_both_read_back()
    {
        ColumnDescription[] columns = [new("many", VoType.Char), new("few", VoType.Char)];
        object?[][] rows = [.. Enumerable.Range(0, 6000).Select(i => new object?[] { i % 7 == 0 ? null : $"event {i}", i % 5 == 0 ? null : $"class {i % 3}" })];
        await ReleaseWriter.WriteAsync(_folder["t"], "s", "main", new ListRows(columns, rows, 1000));
        using var table = ReleaseTable.Open(_folder["t"]);
        table.Verify();
        Assert.Equal(rows, await ListRows.ReadAsync(TableRows.All(table)));
        Assert.Equal(3, table.Statistics(1).Distinct);
        Assert.Equal(1200, table.Statistics(1).Nulls);
    }

    [Fact]
    public async Task A_table_without_rows_is_one()
    {
        await ReleaseWriter.WriteAsync(_folder["t"], "s", "main", new SyntheticEvents(0, 1));
        using var table = ReleaseTable.Open(_folder["t"]);
        table.Verify();
        Assert.Equal(0, table.Rows);
        Assert.Empty(ConeRows.Find(table, 1, 2, 180));
        Assert.Empty(await ListRows.ReadAsync(TableRows.All(table)));
    }

    [Fact]
    public async Task What_is_published_is_not_written_over_and_a_failed_writing_leaves_nothing()
    {
        await ReleaseWriter.WriteAsync(_folder["t"], "s", "main", new SyntheticEvents(10, 1));
        await Assert.ThrowsAsync<IOException>(() => ReleaseWriter.WriteAsync(_folder["t"], "s", "main", new SyntheticEvents(10, 1)));
        var broken = new ListRows([new("n", VoType.Int)], [[1]]) { Breaks = new InvalidDataException("cut") };
        await Assert.ThrowsAsync<InvalidDataException>(() => ReleaseWriter.WriteAsync(_folder["u"], "s", "main", broken));
        Assert.Equal(["t"], _folder.Names);
    }

    [Fact]
    public async Task A_file_that_was_cut_short_anywhere_is_refused()
    {
        await ReleaseWriter.WriteAsync(_folder["t"], "s", "main", new SyntheticEvents(50, 1));
        var whole = await File.ReadAllBytesAsync(_folder["t"]);
        for (var length = 0; length < whole.Length; length += length < 200 ? 7 : 611)
        {
            await File.WriteAllBytesAsync(_folder["cut"], whole[..length]);
            Assert.Throws<ReleaseFileException>(() => ReleaseTable.Open(_folder["cut"]));
        }
    }

    [Fact]
    public async Task A_byte_that_changed_anywhere_is_found()
    {
        await ReleaseWriter.WriteAsync(_folder["t"], "s", "main", ListRows.Everything());
        var whole = await File.ReadAllBytesAsync(_folder["t"]);
        using var table = ReleaseTable.Open(_folder["t"]);
        for (var at = 0; at < whole.Length; at += 37)
        {
            var damaged = (byte[])whole.Clone();
            damaged[at] ^= 0x41;
            await File.WriteAllBytesAsync(_folder["bad"], damaged);
            Assert.True(IsFound(_folder["bad"]) || IsPadding(whole, at), $"a change of byte {at} is not found");
        }
    }

    [Fact]
    public async Task Reading_beyond_the_rows_or_as_another_type_is_refused()
    {
        await ReleaseWriter.WriteAsync(_folder["t"], "s", "main", new SyntheticEvents(10, 1));
        using var table = ReleaseTable.Open(_folder["t"]);
        Assert.Throws<ArgumentException>(() => table.Numbers<float>(1, 0, 1).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => table.Numbers<double>(1, 5, 6).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => table.Numbers<double>(1, -1, 1).Length);
        Assert.Throws<ArgumentException>(() => table.Text(1, 0).Length);
    }

    private static bool IsFound(string path)
    {
        try
        {
            using var table = ReleaseTable.Open(path);
            table.Verify();
            return false;
        }
        catch (ReleaseFileException)
        {
            return true;
        }
    }

    /// <summary>Sections begin at multiples of 64: the zeros between them are of no section.</summary>
    private static bool IsPadding(byte[] whole, int at) => at >= 64 && whole[at] == 0;
}
