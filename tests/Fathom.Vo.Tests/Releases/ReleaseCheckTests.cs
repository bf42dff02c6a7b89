using Fathom.Vo.Releases;
using Fathom.Vo.Tables;
using Fathom.Vo.Tables.Semantics;

namespace Fathom.Vo.Tests.Releases;

public sealed class ReleaseCheckTests
{
    private static readonly ColumnDescription[] s_columns =
    [
        new("id", VoType.Long) { Ucd = "meta.id;meta.main", Description = "x" },
        new("ra", VoType.Double) { Unit = "deg", Ucd = "pos.eq.ra;meta.main", Description = "x" },
        new("dec", VoType.Double) { Unit = "deg", Ucd = "pos.eq.dec;meta.main", Description = "x" },
    ];

    private static readonly ReleaseDescription s_release = new()
    {
        Name = "r",
        Version = "1.0",
        Title = "t",
        Authors = ["a"],
        Abstract = "b",
        Licence = "CC-BY-4.0",
        Doi = "10.5281/zenodo.1",
        Bibcode = "2011A&A...525A...8N",
        Subjects = ["neutrino-astronomy"],
        Contact = new ReleaseContact("c", "c@example.org"),
        Instrument = "ANTARES",
        Coverage = new ReleaseCoverage { Sky = "0/0-11", TimeBegin = 54000, TimeEnd = 57000 },
        FlavourConvention = "sum",
        Livetime = 3000,
        Responses = [new ReleaseResponse(ResponseKind.EffectiveArea, "a.csv", "d")],
        Provenance = new ReleaseProvenance("d", null, null),
    };

    [Fact]
    public void A_release_that_says_everything_has_no_problem() => Assert.Empty(ReleaseCheck.Check(s_release, s_columns));

    [Fact]
    public void An_empty_description_names_all_that_is_missing()
    {
        var problems = ReleaseCheck.Check(new ReleaseDescription(), s_columns);
        Assert.Equal(
            ["name", "schema", "version", "title", "abstract", "licence", "authors"],
            problems.Where(problem => problem.IsError).Select(problem => problem.Place));
        Assert.Contains(problems, problem => problem is { IsError: false, Place: "livetime" });
    }

    public static TheoryData<string, string> WrongColumns => new()
    {
        { "unit degree", "column x: unit 'degree' is no unit of VOUnits; 'deg' is meant" },
        { "unit m s", "a space" },
        { "unit m2", "'**'" },
        { "unit foo", "'foo' is no unit" },
        { "ucd pos.eq.re", "'pos.eq.re' is no word of UCD1+; 'pos.eq' is one" },
        { "ucd meta.main;pos.eq.ra", "'meta.main' may not be the first word" },
        { "ucd pos.eq;meta.id", "'meta.id' may only be the first word" },
        { "ucd stat.error;pos.eq", "an error without a confidence level" },
        { "ucd pos.eq.ra;meta.main", "expected exactly one column with this UCD, found 2" },
        { "name my column", "expected a letter" },
        { "name RA", "more than once" },
        { "level 1.5", "confidence level" },
    };

    [Theory]
    [MemberData(nameof(WrongColumns))]
    public void A_wrong_column_is_an_error(string what, string expected)
    {
        var value = what[(what.IndexOf(' ', StringComparison.Ordinal) + 1)..];
        var column = new ColumnDescription("x", VoType.Double) { Description = "x", Ucd = "phys.energy" };
        column = what.Split(' ')[0] switch
        {
            "unit" => column with { Unit = value },
            "ucd" => column with { Ucd = value },
            "level" => column with { ConfidenceLevel = 1.5 },
            _ => column with { Name = value },
        };
        var problems = ReleaseCheck.Check(s_release, [.. s_columns, column]);
        Assert.Contains(problems, problem => problem.IsError && problem.ToString().Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void A_position_is_in_degrees_an_effective_area_has_a_flavour_convention_and_the_sky_is_a_map()
    {
        Assert.Equal("coverage.sky", Assert.Single(ReleaseCheck.Check(s_release with { Coverage = s_release.Coverage with { Sky = "all" } }, s_columns)).Place);
        var problems = ReleaseCheck.Check(s_release with { FlavourConvention = null }, [s_columns[0], s_columns[1] with { Unit = "rad" }, s_columns[2]]);
        Assert.Equal(["flavour_convention", "column ra"], problems.Where(problem => problem.IsError).Select(problem => problem.Place));
    }

    [Fact]
    public void What_a_release_says_that_it_lacks_is_not_asked_for_again()
    {
        ReleaseDescription bare = s_release with { Livetime = null, Lacks = new Dictionary<string, string> { ["livetime"] = "one event", ["positions"] = "zenith only" } };
        Assert.Empty(ReleaseCheck.Check(bare, [s_columns[0]]));
        Assert.Contains(ReleaseCheck.Check(bare, s_columns), problem => problem is { IsError: true, Place: "lacks" });
        Assert.Contains(
            ReleaseCheck.Check(s_release with { Lacks = new Dictionary<string, string> { ["title"] = "x" } }, s_columns), problem => problem is { IsError: true, Place: "lacks" });
        Assert.Contains(
            ReleaseCheck.Check(s_release with { Lacks = new Dictionary<string, string> { ["doi"] = " " } }, s_columns), problem => problem is { IsError: true, Place: "lacks" });
    }

    [Fact]
    public void Names_of_files_are_plain_and_differ()
    {
        ReleaseFile file = new("a.root", FileRole.FullEvent, "x");
        Assert.Empty(ReleaseCheck.Check(s_release with { Files = [file] }, s_columns));
        Assert.Contains(ReleaseCheck.Check(s_release with { Files = [file, file] }, s_columns), problem => problem.IsError);
        Assert.Contains(ReleaseCheck.Check(s_release with { Files = [file with { Name = "../a" }] }, s_columns), problem => problem.IsError);
    }

    [Theory]
    [InlineData("deg")]
    [InlineData("")]
    [InlineData("GeV")]
    [InlineData("log(GeV)")]
    [InlineData("cm**-2.s**-1.TeV**-1")]
    [InlineData("m**2.sr")]
    [InlineData("erg/(cm**2.s)")]
    [InlineData("10**3.m")]
    [InlineData("m**(1/2)")]
    [InlineData("km/s")]
    [InlineData("%")]
    [InlineData("uas")]
    [InlineData("'furlong'/d")]
    [InlineData("sqrt(m)")]
    public void A_unit_of_vounits_is_accepted(string unit) => Assert.Null(VoUnit.Problem(unit));

    [Theory]
    [InlineData("cm-2")]
    [InlineData("m//s")]
    [InlineData("m.")]
    [InlineData("(m")]
    [InlineData("m)")]
    [InlineData("m**")]
    [InlineData("m^2")]
    [InlineData("MJD")]
    [InlineData("kdeg")]
    [InlineData("''")]
    [InlineData("m/s/s")]
    public void What_is_no_unit_of_vounits_is_refused(string unit) => Assert.NotNull(VoUnit.Problem(unit));

    [Fact]
    public void Parentheses_without_end_are_refused() => Assert.NotNull(VoUnit.Problem(new string('(', 100_000)));

    [Theory]
    [InlineData("1 / (cm2 s TeV)", "cm**-2.s**-1.TeV**-1")]
    [InlineData("erg / (cm2 s)", "erg.cm**-2.s**-1")]
    [InlineData("deg", "deg")]
    [InlineData("strange / (things)", "strange / (things)")]
    [InlineData("", null)]
    public void Units_of_astropy_become_vounits(string unit, string? expected) => Assert.Equal(expected, ForeignUnit.ToVoUnit(unit));

    [Theory]
    [InlineData("pos.eq.ra;meta.main")]
    [InlineData("POS.EQ.RA;META.MAIN")]
    [InlineData("time.epoch;meta.main")]
    [InlineData("stat.error;pos.eq")]
    [InlineData("phys.energy;phys.particle.neutrino")]
    public void A_ucd_of_known_words_is_accepted(string ucd) => Assert.Null(Ucd.Problem(ucd));

    [Theory]
    [InlineData("title: x\nauthrs: [a]", "line 2")]
    [InlineData("title: [", "line")]
    [InlineData("livetime: many", "line 1")]
    [InlineData("responses: [{kind: magic, file: a}]", "magic")]
    [InlineData("title: a\ntitle: b", "line 2")]
    [InlineData("kind: magic", "events, catalogue, responses")]
    [InlineData("files: [{file: a, role: magic}]", "full_event, preview")]
    public void A_description_that_is_not_of_the_form_is_refused_with_its_place(string yaml, string expected) =>
        Assert.Contains(expected, Assert.Throws<ReleaseFileException>(() => ReleaseYaml.Read(yaml, "d.yaml")).Message, StringComparison.OrdinalIgnoreCase);
}
