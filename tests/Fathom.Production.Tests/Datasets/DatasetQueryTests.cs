using Fathom.Production.Datasets;

namespace Fathom.Production.Tests.Datasets;

public sealed class DatasetQueryTests
{
    [Fact]
    public void A_query_is_read_over_several_lines_with_comments()
    {
        DatasetQuery query = DatasetQuery.Parse(
            """
            tier = RTRAW            # what the step reads
            and run in 10550..10600, 10612, 10601
            and grl = physics@2 and campaign = none
            and meta.ibdPairs >= 1.5e1 and meta.detector != 'juno''s'
            """);
        Assert.Equal("RTRAW", query.Tier);
        Assert.Equal(
            "tier = RTRAW and run in 10550..10601, 10612 and grl = physics@2 and campaign = none and meta.ibdPairs >= 15 and meta.detector != 'juno''s'",
            query.ToString());
        Assert.Equal(query, DatasetQuery.Parse(query.ToString()));
    }

    [Theory]
    [InlineData("", 1, 1, "a condition", "the end of the text")]
    [InlineData("tier RAW", 1, 6, "=", "'RAW'")]
    [InlineData("tier = RAW or run = 1", 1, 12, "and", "'or'")]
    [InlineData("tier = RAW and\n  runs = 1", 2, 3, "tier, run, grl, campaign, software, conditions, lfn or meta.KEY", "'runs'")]
    [InlineData("run in 5..3", 1, 8, "a run or a range such as 10550..10600", "'5..3'")]
    [InlineData("run in 5,, 6", 1, 10, "a run or a range such as 10550..10600", "','")]
    [InlineData("run = 99999999999", 1, 7, "a run or a range such as 10550..10600", "'99999999999'")]
    [InlineData("grl = physics@x", 1, 7, "NAME or NAME@VERSION", "'physics@x'")]
    [InlineData("meta.n > 'text'", 1, 8, "= or != before a text", "'>'")]
    [InlineData("meta.n = 1e999", 1, 10, "a number, or a text in ' '", "'1e999'")]
    [InlineData("meta.ä = 1", 1, 6, "a word, an operator, a comma or a text in ' '", "'ä'")]
    [InlineData("meta. = 1", 1, 1, "meta.KEY with a key of letters, digits, _ or -", "'meta.'")]
    [InlineData("meta.n ; 1", 1, 8, "a word, an operator, a comma or a text in ' '", "';'")]
    [InlineData("tier = RAW and tier = ESD", 1, 16, "tier once", "it a second time")]
    [InlineData("lfn = 'a/b", 1, 7, "a closing ' on the same line", "none")]
    public void A_fault_is_named_with_its_place_what_was_expected_and_what_was_found(
        string text, int line, int column, string expected, string found)
    {
        DatasetQueryException fault = Assert.Throws<DatasetQueryException>(() => DatasetQuery.Parse(text));
        Assert.Equal((line, column, expected, found), (fault.Line, fault.Column, fault.Expected, fault.Found));
    }

    [Fact]
    public void A_query_that_is_too_long_is_refused_at_once()
    {
        Assert.Throws<DatasetQueryException>(() => DatasetQuery.Parse(new string(' ', DatasetQueryParser.LongestText + 1)));
        string many = "run in " + string.Join(", ", Enumerable.Range(1, DatasetQueryParser.MostItems + 1));
        Assert.Contains("at most 10000", Assert.Throws<DatasetQueryException>(() => DatasetQuery.Parse(many)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Pinning_fixes_the_version_of_the_good_run_list_and_refuses_an_unknown_list()
    {
        DatasetQuery query = DatasetQuery.Parse("tier = RAW and grl = physics");
        Assert.Equal("tier = RAW and grl = physics@3", query.Pin(_ => 3)!.ToString());
        Assert.Null(query.Pin(_ => null));
        Assert.Throws<ArgumentException>(() => DatasetSql.Of(query, MetadataSql.Sqlite));
    }

    [Fact]
    public void The_SQL_holds_no_value_of_the_query()
    {
        DatasetSql sql = DatasetSql.Of(
            DatasetQuery.Parse("tier = 'RAW''; DROP TABLE file --' and meta.secretKey = 'secretText' and lfn in secretName and campaign = secretCampaign"),
            MetadataSql.Sqlite);
        Assert.DoesNotContain("DROP", sql.Condition, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", sql.Condition, StringComparison.Ordinal);
        Assert.Equal("RAW'; DROP TABLE file --", sql.Parameters["q0"]);
    }
}
