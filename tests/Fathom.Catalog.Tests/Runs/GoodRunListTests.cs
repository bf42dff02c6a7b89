using Fathom.Catalog.Runs;

namespace Fathom.Catalog.Tests.Runs;

public sealed class GoodRunListTests : IDisposable
{
    private readonly CatalogueWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Comments_empty_lines_spaces_and_foreign_line_ends_are_no_runs()
    {
        GoodRunListFile file = GoodRunListFile.Parse("# good runs\r\n\r\n 10554  # fine\r\n\t10555\n\n");
        Assert.Empty(file.Faults);
        Assert.Equal([10554, 10555], file.Runs);
    }

    [Theory]
    [InlineData("1\nx\n", 2, "expected a run number")]
    [InlineData("1\n-2\n", 2, "expected a run number")]
    [InlineData("0", 1, "expected a run number")]
    [InlineData("1,2", 1, "expected a run number")]
    [InlineData("99999999999999999999", 1, "expected a run number")]
    [InlineData("1\n2\n1", 3, "named twice, first in line 1")]
    [InlineData("# nothing\n", 2, "names no run")]
    [InlineData("", 1, "names no run")]
    public void A_faulty_line_is_named_with_what_was_found(string text, int line, string message)
    {
        GoodRunListFault fault = Assert.Single(GoodRunListFile.Parse(text).Faults);
        Assert.Equal(line, fault.Line);
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hostile_text_gives_a_bounded_account_without_control_characters()
    {
        GoodRunListFile many = GoodRunListFile.Parse(string.Concat(Enumerable.Repeat("\u0007rm -rf\u001b[0m\n", 100_000)));
        Assert.Equal(20, many.Faults.Count);
        Assert.All(many.Faults, fault => Assert.DoesNotContain(fault.Message, char.IsControl));
        GoodRunListFault wide = Assert.Single(GoodRunListFile.Parse(new string('9', 1_000_000)).Faults);
        Assert.True(wide.Message.Length < 200);
        Assert.Single(GoodRunListFile.Parse(new string('1', GoodRunListFile.LongestText + 1)).Faults);
    }

    [Fact]
    public void A_changed_text_is_the_next_version_and_the_same_text_is_the_same()
    {
        GoodRunList first = Add("1\n2\n");
        Assert.Equal((1, 3000L), (first.Version, first.LivetimeNs));
        Assert.Equal(first.Id, Add("1\n2\n").Id);
        GoodRunList second = Add("1\n2\n3\n");
        Assert.Equal((2, 3), (second.Version, second.Runs.Count));
        var lists = new GoodRunLists(_world.Database);
        Assert.Equal([1, 2], lists.Find("good", 1)!.Runs);
        Assert.Equal(2, lists.Find("good")!.Version);
        Assert.Equal("1\n2\n", lists.Text(first.Id));
        Assert.Equal(2, lists.List().Count);
    }

    [Fact]
    public void Runs_that_the_catalogue_does_not_know_are_each_named_and_nothing_is_kept()
    {
        CatalogueException refused = Assert.Throws<CatalogueException>(() => Add("1\n77\n88\n"));
        Assert.Equal("GoodRunListUnknownRuns", refused.Cause);
        Assert.Contains("77, 88", refused.Message, StringComparison.Ordinal);
        Assert.Null(new GoodRunLists(_world.Database).Find("good"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("a b")]
    public void A_name_that_could_be_taken_for_something_else_is_refused(string name) =>
        Assert.Throws<CatalogueException>(() => _world.Write(transaction => GoodRunLists.Add(transaction, name, "1")));

    [Fact]
    public void A_run_is_registered_once_and_never_with_other_values()
    {
        _world.Write(transaction => { RunRegistrar.Register(transaction, CatalogueWorld.Run(1)); return 0; });
        Assert.Throws<CatalogueException>(() => _world.Write(transaction =>
        {
            RunRegistrar.Register(transaction, CatalogueWorld.Run(1) with { LivetimeNs = 5 });
            return 0;
        }));
        Assert.Equal(CatalogueWorld.Run(1), new RunQueries(_world.Database).Find(1));
    }

    private GoodRunList Add(string text) => _world.Write(transaction => GoodRunLists.Add(transaction, "good", text));
}
