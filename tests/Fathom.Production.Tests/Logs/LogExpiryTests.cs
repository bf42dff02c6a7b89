using Fathom.Production.Logs;

namespace Fathom.Production.Tests.Logs;

public sealed class LogExpiryTests
{
    private const long Day = 86_400_000, Now = 1000 * Day;
    private static readonly LogRetention Workspace = new(30, 180, 1000);

    [Fact]
    public void Logs_of_failed_attempts_are_kept_longer_than_good_ones() =>
        Assert.Equal(["good31", "failed181"], Due([Good("good31", 31), Good("good29", 29), Failed("failed31", 31), Failed("failed181", 181)]));

    [Fact]
    public void A_campaign_says_how_long_its_own_logs_are_kept_and_the_workspace_for_all_others() =>
        Assert.Equal(
            ["mine6", "theirs31"],
            Due([Good("mine6", 6, transformation: 1), Good("mine4", 4, transformation: 1), Good("theirs6", 6), Good("theirs31", 31), Failed("failed31", 31, transformation: 1)],
                new() { [1] = new CampaignLogs(1, GoodDays: 5) }).Order());

    [Fact]
    public void Above_the_ceiling_the_oldest_go_first_and_those_of_failed_attempts_last() =>
        Assert.Equal(
            ["good9", "good5", "failed8"],
            Due([Failed("failed8", 8, 600), Failed("failed2", 2, 500), Good("good5", 5, 300), Good("good9", 9, 200)]));

    [Fact]
    public void A_campaigns_ceiling_counts_all_its_transformations_and_no_others() =>
        Assert.Equal(
            ["a3"],
            Due([Good("a3", 3, 60, 1), Good("a2", 2, 60, 2), Good("b3", 3, 300, 3)], new() { [1] = new CampaignLogs(9, MostBytes: 100), [2] = new CampaignLogs(9, MostBytes: 100), [3] = new CampaignLogs(8) }));

    [Fact]
    public void A_campaigns_wish_is_read_from_the_parameters_of_its_transformations() =>
        Assert.Equal(
            new CampaignLogs(4, 7, null, 5L << 20),
            CampaignLogs.Of(4, new Dictionary<string, string> { ["log.goodDays"] = "7", ["log.failedDays"] = "-1", ["log.mostMiB"] = "5" }));

    [Theory]
    [InlineData("good-days: 7\nmost-mib: 100\n", null)]
    [InlineData("good-dayz: 7\n", "good-dayz")]
    [InlineData("failed-days: -1\n", "failed-days of 0 to")]
    [InlineData("failed-days: many\n", "line 1")]
    public void A_file_of_settings_is_read_or_its_fault_is_named(string text, string? fault)
    {
        string path = Path.GetTempFileName();
        File.WriteAllText(path, text);
        try
        {
            if (fault is null)
            {
                Assert.Equal(new LogRetention(7, 180, 100L << 20), LogSettings.Read(path));
                return;
            }

            Assert.Contains(fault, Assert.Throws<LogSettingsException>(() => LogSettings.Read(path)).Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void What_unpacks_to_more_than_a_log_may_have_or_is_no_log_is_refused()
    {
        Assert.Equal(5, PackedLog.BytesOf(LogText.Pack("hello")));
        Assert.Equal(LogHead.MostBytes, PackedLog.BytesOf(LogText.Pack(new string('x', LogHead.MostBytes))));
        Assert.Null(PackedLog.BytesOf(LogText.Pack(new string('x', LogHead.MostBytes + 1)))); // a bomb: some hundred bytes
        Assert.Null(PackedLog.BytesOf([.. LogText.Pack("hello"), 0]));
        Assert.Null(PackedLog.BytesOf(LogText.Pack("hello").AsSpan(0, 4)));
        Assert.Null(PackedLog.BytesOf([1, 2, 3, 4, 5, 6, 7, 8]));
        Assert.Null(PackedLog.BytesOf([]));
    }

    [Fact]
    public void A_tail_says_how_long_the_whole_log_is_or_is_all_of_it()
    {
        Assert.Equal(123_456, LogTailMark.WholeBytes(LogTailMark.Of(123_456) + "and on\n"));
        Assert.True(LogTailMark.Of(long.MaxValue).Length <= LogTailMark.Longest);
        Assert.All(new[] { "", "\n", "said\n", "[last lines of a log of x bytes]\n", "[last lines of a log of  bytes]\n" }, tail => Assert.Null(LogTailMark.WholeBytes(tail)));
    }

    private static IEnumerable<string> Due(IReadOnlyList<LogSegmentFact> segments, Dictionary<long, CampaignLogs>? campaigns = null) =>
        LogExpiry.Due(segments, campaigns ?? [], Workspace, Now).Select(due => due.Segment.Path);

    private static LogSegmentFact Good(string name, int days, long bytes = 1, long transformation = 5) => new(new LogSegment(name, transformation, false, 0), bytes, Now - (days * Day));

    private static LogSegmentFact Failed(string name, int days, long bytes = 1, long transformation = 5) => new(new LogSegment(name, transformation, true, 0), bytes, Now - (days * Day));
}
