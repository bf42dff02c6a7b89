using Fathom.Detector.Telescope;

namespace Fathom.Detector.Tests.Telescope;

public sealed class TelescopeDescriptionTests
{
    private const string Good = """
        name: x
        title: X
        latitudeDeg: 10
        longitudeDeg: 20
        heightM: -30
        gridConvergenceDeg: 0.5
        phaseIndex: 1.35
        groupIndex: 1.38
        """;

    [Fact]
    public void ARCA_lies_where_the_VOEvent_says()
    {
        var arca = TelescopeDescriptions.Load("arca");
        Assert.Equal((36.292201, 15.975552, -3450.0, 0.577), (arca.LatitudeDeg, arca.LongitudeDeg, arca.HeightM, arca.GridConvergenceDeg));
        Assert.Contains("arca", TelescopeDescriptions.Names);
    }

    [Theory]
    [InlineData("latitudeDeg: 10", "latitudeDeg: 100", "latitudeDeg from -90 to 90")]
    [InlineData("latitudeDeg: 10", "latitudeDeg: .nan", "latitudeDeg from -90 to 90")]
    [InlineData("phaseIndex: 1.35", "phaseIndex: 0.9", "phaseIndex")]
    [InlineData("groupIndex: 1.38", "groupIndex: many", "line 8")]
    [InlineData("title: X", "tittle: X", "line 2")]
    public void A_wrong_member_is_refused_with_its_name_or_line(string right, string wrong, string expected)
    {
        var text = Good.ReplaceLineEndings("\n");
        Assert.Equal("x", TelescopeDescriptions.Parse(new StringReader(text), "t").Name);
        var broken = Assert.Throws<TelescopeDescriptionException>(
            () => TelescopeDescriptions.Parse(new StringReader(text.Replace(right, wrong, StringComparison.Ordinal)), "t"));
        Assert.Contains(expected, broken.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_telescope_is_refused_with_the_known_names() =>
        Assert.Contains("arca", Assert.Throws<TelescopeDescriptionException>(() => TelescopeDescriptions.Load("x")).Message, StringComparison.Ordinal);

    [Fact]
    public void An_empty_file_is_refused() =>
        Assert.Throws<TelescopeDescriptionException>(() => TelescopeDescriptions.Parse(new StringReader(""), "t"));
}
