using Fathom.Catalog.DataSources;

namespace Fathom.Catalog.Tests.DataSources;

public sealed class DataSourceRegistryTests
{
    private const string Good = """
        - name: a
          title: t
          repository: o/r
          commit: 0284aa570785e6b72c814011c15be864bcfdd5bb
          licence: MIT
          citation: c
          files:
            - name: f
              path: p/f
              size: 1
              sha256: 1ed61f1ae3973fdf57c7f9b49ad77935fa328fd6c66849ec864c3983edc9d23c
        """;

    [Fact]
    public void The_registry_names_origin_licence_and_hash_of_KM3_230213A()
    {
        Assert.True(DataSourceRegistry.Load().TryFind("km3-230213a", "KM3-230213A_allhits.json.gz", out var source, out var file));
        Assert.Equal("BSD-3-Clause", source.Licence);
        Assert.Equal(797246, file.Size);
        Assert.Equal("1ed61f1ae3973fdf57c7f9b49ad77935fa328fd6c66849ec864c3983edc9d23c", file.Sha256);
        Assert.Equal("https", file.Url.Scheme);
        Assert.Contains(source.Commit, file.Url.AbsolutePath, StringComparison.Ordinal);
    }

    [Fact]
    public void The_example_of_these_tests_is_right() =>
        Assert.Single(DataSourceRegistry.Parse(new StringReader(Good), "x").Sources);

    [Theory]
    [InlineData("name: f", "name: ../f", "file name")]
    [InlineData("name: a", "name: a/b", "a name of letters")]
    [InlineData("path: p/f", "path: ../../f", "a path below the repository")]
    [InlineData("path: p/f", "path: /f", "a path below the repository")]
    [InlineData("repository: o/r", "repository: https://x/o/r", "owner/name")]
    [InlineData("commit: 0284", "commit: main", "40 hexadecimal")]
    [InlineData("sha256: 1ed", "sha256: 1ED", "64 lower-case")]
    [InlineData("size: 1", "size: -1", "a size of 0 or more")]
    [InlineData("  licence: MIT\n", "", "icence")]
    public void A_wrong_entry_is_refused_with_its_place(string right, string wrong, string expected)
    {
        var text = Good.ReplaceLineEndings("\n");
        Assert.Contains(right, text, StringComparison.Ordinal);
        var broken = Assert.Throws<DataSourceRegistryException>(
            () => DataSourceRegistry.Parse(new StringReader(text.Replace(right, wrong, StringComparison.Ordinal)), "x"));
        Assert.Contains(expected, broken.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_twice_is_refused() => Assert.Throws<DataSourceRegistryException>(
        () => DataSourceRegistry.Parse(new StringReader(Good + "\n" + Good), "x"));
}
