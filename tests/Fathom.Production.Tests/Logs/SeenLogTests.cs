using Fathom.Production.Jobs;
using Fathom.Production.Logs;
using Fathom.Production.Protocol;
using Fathom.Production.Tests.World;

namespace Fathom.Production.Tests.Logs;

/// <summary>What somebody has looked at while a payload ran is kept where its attempt is lost.</summary>
public sealed class SeenLogTests : IDisposable
{
    private readonly TestWorkspace _world = new(runs: 1, sections: 2);

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_last_lines_seen_of_a_payload_are_the_log_of_its_lost_attempt(bool expires)
    {
        (TestPilot pilot, LeasedJob job) = await RunningAsync();
        Beat(pilot, job, "event 16\n");
        Beat(pilot, job, "event 17\n");
        if (expires)
        {
            _world.Time.Advance(TestWorkspace.Options.LeasePeriod + TimeSpan.FromSeconds(1));
            await _world.Ledger.ExpireAsync();
        }
        else
        {
            await _world.Ledger.PilotLostAsync(pilot.Id, "PilotDied", "signal 9");
        }

        string tail = LostTail();
        Assert.StartsWith("event 17\n[seen 2026-01-01", tail, StringComparison.Ordinal);
        await _world.AssertCleanAsync();
    }

    [Fact]
    public async Task What_could_still_be_read_of_the_log_itself_comes_before_what_was_seen()
    {
        (TestPilot pilot, LeasedJob job) = await RunningAsync();
        Beat(pilot, job, "event 17\n");
        var words = new LastWords("", new Dictionary<(long, int), string> { [(job.Fence.JobId, job.Fence.Attempt)] = "event 18\n" });
        await _world.Ledger.PilotLostAsync(pilot.Id, "PilotDied", "signal 9", words);
        Assert.StartsWith("event 18\n", LostTail(), StringComparison.Ordinal);
        Assert.DoesNotContain("event 17", LostTail(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_under_a_lease_that_is_not_the_pilots_are_not_taken()
    {
        (TestPilot pilot, LeasedJob job) = await RunningAsync();
        TestPilot other = await TestPilot.RegisterAsync(_world, "node2", process: 7);
        Beat(other, job, "forged\n");
        await _world.Ledger.PilotLostAsync(pilot.Id, "PilotDied", "signal 9");
        Assert.Equal("", LostTail());
    }

    [Fact]
    public void Lines_of_the_latest_attempts_alone_are_kept()
    {
        var seen = new SeenLogs(_world.Time);
        for (int job = 1; job <= SeenLogs.Most + 1; job++)
        {
            var fence = new LeaseReference(job, 1, "lease");
            seen.Heard(new Heartbeat([fence], [new PeekedLog(fence, new string('x', 20_000), 1, 1, 1)]), null);
        }

        Assert.Null(seen.Of(1, 1));
        Assert.Equal(LastWords.MostOfPayload, seen.Of(2, 1)!.Text.Length);
        Assert.NotNull(seen.Of(SeenLogs.Most + 1, 1));
    }

    private async Task<(TestPilot Pilot, LeasedJob Job)> RunningAsync()
    {
        await _world.StartCampaignAsync();
        TestPilot pilot = await TestPilot.RegisterAsync(_world);
        LeasedJob job = (await pilot.LeaseAsync())!;
        await pilot.StartAsync(job);
        return (pilot, job);
    }

    private void Beat(TestPilot pilot, LeasedJob job, string tail) =>
        _world.Ledger.Heartbeat(pilot.Id, new Heartbeat([job.Fence], [new PeekedLog(job.Fence, tail, 1, 1, 1)]));

    private string LostTail()
    {
        string body = _world.Database.ReadEvents().Single(one => one is { Kind: "Lost", Subject: "job" }).Body;
        return ((AttemptEnded)JobEventJson.Read("Lost", body)!).Evidence.LogTail;
    }
}
