using System.Buffers;
using System.Globalization;
using Fathom.Sky.Sphere;
using Fathom.StiltsCheck;
using Fathom.Vo.Releases;
using Fathom.Vo.Tables;
using Fathom.Vo.Tables.Fits;
using Fathom.Vo.Tables.Output;
using Fathom.Vo.Tables.Reading;
using Xunit.Abstractions;

namespace Fathom.Vo.Tests.Tables;

public sealed class StiltsTests(ITestOutputHelper output) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Its_validator_finds_nothing_in_our_votables_and_it_reads_what_we_wrote()
    {
        if (!Stilts.IsAvailable(output))
        {
            return;
        }

        foreach (var format in new[] { "votable", "votable/td", "fits" })
        {
            var (bytes, _) = await RoundTrips.WriteAsync(new SyntheticEvents(500, 2), format, 400, new ResultDescription
            {
                Name = "events",
                Description = "Made events <b>",
                Infos = [new("citation", "10.5281/zenodo.1", "How to cite")],
                Links = [new("https://example.org/?a=b&c=d", "More", "doc")],
                Parameters = [new(new("radius", VoType.Double) { Unit = "deg", Ucd = "phys.angSize" }, "1.5")],
            });
            var path = _folder["t." + TableFormats.Find(format)!.Extension];
            await File.WriteAllBytesAsync(path, bytes);
            if (format.StartsWith("votable", StringComparison.Ordinal))
            {
                Assert.Equal("", Stilts.Run("votlint", "ucd=true", "unit=true", $"votable={path}"));
            }

            if (format is not ("votable" or "fits"))
            {
                continue;
            }

            var read = Stilts.Run("tpipe", $"in={path}", $"ifmt={format}", "ofmt=csv").Split('\n', StringSplitOptions.RemoveEmptyEntries);
            var expected = (await ListRows.ReadAsync(new SyntheticEvents(500, 2))).Take(400);
            Assert.Equal(expected.Select(row => string.Join(',', row.Select(Plain))), read.Skip(1).Select(line => string.Join(',', line.Split(',').Select(Plain))));
        }
    }

    [Fact]
    [Trait("Duration", "Long")]
    public async Task Nulls_and_texts_of_ours_are_read_by_it_and_its_own_by_us()
    {
        if (!Stilts.IsAvailable(output))
        {
            return;
        }

        foreach (var format in new[] { "votable", "votable/td", "votable/b", "fits" })
        {
            var path = _folder[$"ours.{TableFormats.Find(format)!.Extension}"];
            await File.WriteAllBytesAsync(path, (await RoundTrips.WriteAsync(ListRows.Everything(), format)).Bytes);

            // It knows no null of an array of fixed size in TABLEDATA, where an empty cell is one (VOTable 1.4, section 5.1).
            Assert.Equal("", format is "fits" or "votable/td" ? "" : Stilts.Run("votlint", "ucd=true", "unit=true", $"votable={path}"));
            foreach (var back in new[] { "votable-tabledata", "votable-binary", "votable-binary2", "fits-basic" })
            {
                var theirs = _folder["theirs"];
                Stilts.Run("tpipe", $"in={path}", $"ifmt={(format == "fits" ? "fits" : "votable")}", $"out={theirs}", $"ofmt={back}");
                await using var source = TableReader.Open(theirs);
                var rows = await ListRows.ReadAsync(source);
                Assert.Equal([true, int.MaxValue, 1L, 55592.169, "plain"], new[] { 0, 3, 4, 6, 7 }.Select(i => rows[0][i]));
                Assert.Equal("<a&b>\"'", rows[1][7]);
                Assert.All(new[] { 2, 3, 4, 5, 6, 7 }, i => Assert.Null(rows[2][i]));
            }
        }
    }

    [Fact]
    public async Task Its_healpix_numbers_are_ours_and_it_reads_our_coverage_maps()
    {
        if (!Stilts.IsAvailable(output))
        {
            return;
        }

        var path = _folder["p.csv"];
        var moc = HealpixMoc.OfCircle(120, 85, 60, 6);
        var written = new ArrayBufferWriter<byte>();
        FitsMoc.Write(moc, written);
        await File.WriteAllBytesAsync(_folder["moc.fits"], written.WrittenSpan.ToArray());
        await File.WriteAllBytesAsync(path, (await RoundTrips.WriteAsync(new SyntheticEvents(3000, 8), "csv")).Bytes);
        var lines = Stilts.Run("tpipe", $"in={path}", "ifmt=csv", "cmd=addcol n29 healpixNestIndex(29,ra,dec)",
            "cmd=addcol n7 healpixNestIndex(7,ra,dec)", "cmd=addcol r9 healpixRingIndex(9,ra,dec)", $"cmd=addcol inside 'inMoc(\"{_folder["moc.fits"]}\",ra,dec)'", "cmd=keepcols \"ra dec n29 n7 r9 inside\"", "ofmt=csv");
        foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1))
        {
            var cells = line.Split(',');
            var (ra, dec) = (double.Parse(cells[0], CultureInfo.InvariantCulture), double.Parse(cells[1], CultureInfo.InvariantCulture));
            Assert.Equal(cells[2], new HealpixGrid(29).Nested(ra, dec).ToString(CultureInfo.InvariantCulture));
            Assert.Equal(cells[3], new HealpixGrid(7).Nested(ra, dec).ToString(CultureInfo.InvariantCulture));
            Assert.Equal(cells[5], moc.Contains(ra, dec) ? "true" : "false");
            Assert.Equal(cells[4], new HealpixGrid(9).Ring(ra, dec).ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>A number in one notation, whatever it was written in.</summary>
    private static string Plain(object? cell) =>
        double.Parse(Convert.ToString(cell, CultureInfo.InvariantCulture)!, CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture);
}
