using System.Text;
using Fathom.RealDataFiles;
using Fathom.SourceTrees;
using Fathom.Vo.Cone;
using Fathom.Vo.Releases;
using Fathom.Vo.Tables;
using Xunit.Abstractions;

namespace Fathom.Vo.Tests.Releases;

public sealed class ReleaseImportTests(ITestOutputHelper output) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_events_of_icecube_become_a_release()
    {
        if (RealData.Find("icecube-ps-ic86-2011/upgoing_events.txt", output) is not { } up
            || RealData.Find("icecube-ps-ic86-2011/downgoing_events.txt", output) is not { } down)
        {
            return;
        }

        var release = ReleaseYaml.ReadFile(Path.Combine(SourceTree.Root, "samples", "releases", "icecube_ps_ic86_2011.yaml"));
        var (problems, rows) = await ReleaseImport.WriteAsync([up, down], release, _folder["t"], default);
        Assert.Equal(138_322, rows);
        Assert.Empty(problems.Where(problem => problem.IsError));
        using var table = ReleaseTable.Open(_folder["t"]);
        table.Verify();
        Assert.Equal("icecube_ps_ic86_2011.main", table.Description.QualifiedName);
        Assert.Equal(["id", "mjd", "log10_e", "ang_err", "ra", "dec"], table.Description.Columns.Select(column => column.Name));
        Assert.Equal(("ICRS", TimeSystem.ModifiedJulianUtc), (table.Description.Columns[4].Frame, table.Description.Columns[1].Time));
        var first = Enumerable.Range(0, 138_322).Single(row => table.Numbers<long>(0, row, 1)[0] == 1);
        Assert.Equal((55694, 3.0, 1.0, 275.1, 39.1), (
            table.Numbers<int>(1, first, 1)[0], table.Numbers<double>(2, first, 1)[0], table.Numbers<double>(3, first, 1)[0],
            table.Numbers<double>(4, first, 1)[0], table.Numbers<double>(5, first, 1)[0]));
        Assert.Contains(ConeRows.Find(table, 275.1, 39.1, 0.05), range => range.First <= first && first < range.First + range.Count);
        Assert.Equal(release.Title, table.Release!.Title);
        Assert.Equal(release.Columns, table.Release.Columns);
    }

    [Fact]
    public async Task The_gamma_cat_catalogue_becomes_a_release()
    {
        if (RealData.Find("gammacat/gammacat.ecsv", output) is not { } path)
        {
            return;
        }

        var release = ReleaseYaml.ReadFile(Path.Combine(SourceTree.Root, "samples", "releases", "gammacat.yaml"));
        var (problems, rows) = await ReleaseImport.WriteAsync([path], release, _folder["t"], default);
        Assert.Empty(problems.Where(problem => problem.IsError));
        Assert.True(rows > 150);
        using var table = ReleaseTable.Open(_folder["t"]);
        var near = ConeRows.Find(table, 83.63, 22.01, 0.1).SelectMany(range => Enumerable.Range((int)range.First, range.Count));
        Assert.Contains("Crab nebula", near.Select(row => Encoding.UTF8.GetString(table.Text(1, row))));
        Assert.Equal("cm**-2.s**-1.TeV**-1", table.Description.Columns.Single(column => column.Name == "spec_dnde_1TeV").Unit);
    }

    [Fact]
    public async Task A_release_with_errors_is_not_written()
    {
        await File.WriteAllTextAsync(_folder["a.csv"], "ra,dec\n1,2\n");
        var (problems, rows) = await ReleaseImport.WriteAsync([_folder["a.csv"]], new ReleaseDescription { Name = "x" }, _folder["t"], default);
        Assert.Null(rows);
        Assert.Contains(problems, problem => problem.IsError && problem.Place == "title");
        Assert.Equal(["a.csv"], _folder.Names);
    }

    [Fact]
    public async Task Files_of_different_columns_and_descriptions_of_absent_ones_are_refused()
    {
        await File.WriteAllTextAsync(_folder["a.csv"], "ra,dec\n1,2\n");
        await File.WriteAllTextAsync(_folder["b.csv"], "ra,decl\n1,2\n");
        await Assert.ThrowsAsync<InvalidDataException>(() => ReleaseImport.OpenAsync([_folder["a.csv"], _folder["b.csv"]], new ReleaseDescription()));
        var absent = new ReleaseDescription { Columns = [new ReleaseColumn { Source = "rA" }] };
        Assert.Contains("'rA'", (await Assert.ThrowsAsync<InvalidDataException>(() => ReleaseImport.OpenAsync([_folder["a.csv"]], absent))).Message, StringComparison.Ordinal);
    }
}
