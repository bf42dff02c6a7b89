using Fathom.Production.Logs;
using Fathom.Production.Protocol;
using Fathom.Production.Tests.World;

namespace Fathom.Production.Tests.Logs;

public sealed class LastWordsTests
{
    [Fact]
    public void The_words_of_a_payload_come_first_and_say_where_they_are_cut_off()
    {
        var words = new LastWords("oom-kill\n", new Dictionary<(long, int), string> { [(7, 2)] = "event 17" });
        Assert.Equal("event 17\n[cut off here: the pilot died while the payload ran]\n[last lines of the pilot's own log]\noom-kill\n", words.Of(7, 2));
        Assert.Equal("[last lines of the pilot's own log]\noom-kill\n", words.Of(7, 1));
        Assert.Equal("", LastWords.None.Of(7, 2));
    }

    [Fact]
    public async Task An_attempt_that_is_lost_with_its_pilot_keeps_the_last_words_of_both()
    {
        using var world = new TestWorkspace(runs: 1, sections: 1);
        await world.StartCampaignAsync();
        TestPilot pilot = await TestPilot.RegisterAsync(world, "node1", 7);
        LeaseReference fence = (await pilot.LeaseAsync())!.Fence;
        string tail = LogTailMark.Of(99_999) + new string('x', LastWords.MostOfPayload - LogTailMark.Longest);
        var words = new LastWords(new string('y', LastWords.MostOfPilot), new Dictionary<(long, int), string> { [(fence.JobId, fence.Attempt)] = tail });
        await world.Ledger.PilotDiedAsync("node1", 7, "signal 9", words);
        Assert.Equal([words.Of(fence.JobId, fence.Attempt)], world.Texts("SELECT log_tail FROM attempt WHERE state = 'Lost'"));
        Assert.Equal(99_999, LogTailMark.WholeBytes(world.Texts("SELECT log_tail FROM attempt WHERE state = 'Lost'").Single()));
        await world.AssertCleanAsync();
    }
}
