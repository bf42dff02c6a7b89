using Fathom.Compute.Payload;
using Fathom.Compute.Steps;

namespace Fathom.Compute.Tests.Payload;

public sealed class PlaceholdersTests
{
    private static readonly Dictionary<string, string> Named = new() { ["input"] = "/data/a b.raw", ["stem"] = "a" };

    [Theory]
    [InlineData("--in={input}", "--in=/data/a b.raw")]
    [InlineData("{stem}{stem}.root", "aa.root")]
    [InlineData("plain", "plain")]
    [InlineData("{{literal}} {stem}", "{literal} a")]
    [InlineData("", "")]
    public void Names_in_braces_become_their_values(string text, string filled) => Assert.Equal(filled, Placeholders.Fill(text, Named));

    [Theory]
    [InlineData("{nobody}")]
    [InlineData("{input")]
    [InlineData("{}")]
    public void A_name_that_nobody_knows_is_an_error_that_lists_those_known(string text)
    {
        var failure = Assert.Throws<StepFailedException>(() => Placeholders.Fill(text, Named));
        Assert.Equal("CommandMisdescribed", failure.Cause);
        Assert.Contains("input, stem", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_inputs_become_an_argument_each() =>
        Assert.Equal(["-f", "x", "y", "a"], Placeholders.FillAll(["-f", "{inputs}", "{stem}"], Named, ["x", "y"]));
}
